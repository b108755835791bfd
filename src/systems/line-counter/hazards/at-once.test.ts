// Two commands at the same time on one stage: each ends with a clear result, and one more run puts everything right.

import { expect, test } from 'vitest';
import { cacheStates } from '../../../testing/hazards/cache-states.ts';
import { functionStates } from '../../../testing/hazards/function-states.ts';
import { mappingStates } from '../../../testing/hazards/mapping-states.ts';
import { times } from '../../../testing/hazards/open.ts';
import { counterWith } from '../testing/hazards.ts';

const slow = () => counterWith((all) => [functionStates(all), cacheStates(all), mappingStates(all)]);

test('two `up`s at once make one of each thing', async () => {
  const system = await slow();
  const [one, two] = await Promise.all([system.up(), system.up()]);
  for (const { message } of [...one.errors, ...two.errors]) expect(message).toMatch(/\w{3}/);
  const third = await system.up();
  expect(third.errors).toEqual([]);
  expect(times(third, 'CreateVpc')).toBe(0);
  expect((await system.down()).errors).toEqual([]);
  expect(await system.left()).toEqual([]);
});

test('`up` and `down` at once: each ends within its patience, with sentences, and a further `down` leaves nothing', async () => {
  const system = await slow();
  const [up, down] = await Promise.all([system.up(), system.down()]);
  for (const error of [...up.errors, ...down.errors])
    expect(error).toMatchObject({ message: expect.stringMatching(/\w{3}/) });
  expect(up.seconds).toBeLessThan(3600);
  expect((await system.down()).errors).toEqual([]);
  expect(await system.left()).toEqual([]);
});

test('`down` when `up` is nearly done succeeds, and what `up` still makes a further `down` takes away', async () => {
  const system = await slow();
  const upping = system.up();
  await system.clock.pause(450); // the cache exists, the last parts are being made
  const down = await system.down();
  await upping;
  expect(down.errors).toEqual([]);
  const last = await system.down();
  expect(last.errors).toEqual([]);
  expect(await system.left()).toEqual([]);
});
