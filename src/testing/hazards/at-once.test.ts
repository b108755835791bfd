// Two commands at the same time, on one stage: a clear end for each, and a further run puts everything right.

import { expect, test } from 'vitest';
import { cacheStates } from './cache-states.ts';
import { functionStates } from './function-states.ts';
import { mappingStates } from './mapping-states.ts';
import { openWorld, times } from './world.ts';

const slow = () => openWorld((all) => [functionStates(all), cacheStates(all), mappingStates(all)]);

test('two `up`s at once make one of each thing', async () => {
  const world = await slow();
  const [one, two] = await Promise.all([world.up(), world.up()]);
  for (const { message } of [...one.errors, ...two.errors]) expect(message).toMatch(/\w{3}/);
  const third = await world.up();
  expect(third.errors).toEqual([]);
  expect(times(third, 'CreateVpc')).toBe(0);
  expect((await world.down()).errors).toEqual([]);
  expect(await world.left()).toEqual([]);
});

test('`up` and `down` at once: each ends within its patience, with sentences, and a further `down` leaves nothing', async () => {
  const world = await slow();
  const [up, down] = await Promise.all([world.up(), world.down()]);
  for (const error of [...up.errors, ...down.errors])
    expect(error).toMatchObject({ message: expect.stringMatching(/\w{3}/) });
  expect(up.seconds).toBeLessThan(3600);
  expect((await world.down()).errors).toEqual([]);
  expect(await world.left()).toEqual([]);
});

test('`down` when `up` is nearly done succeeds, and what `up` still makes a further `down` takes away', async () => {
  const world = await slow();
  const upping = world.up();
  await world.clock.pause(450); // the cache is there, the last parts are under way
  const down = await world.down();
  await upping;
  expect(down.errors).toEqual([]);
  const last = await world.down();
  expect(last.errors).toEqual([]);
  expect(await world.left()).toEqual([]);
});
