// Without a hazard: the handler between changes nothing, and it reads every call as the SDK means it.

import { expect, test } from 'vitest';
import type { Call } from './wire.ts';
import { openWorld } from './world.ts';

test('in a world without hazards both stories end well, and every call is read as the SDK named it', async () => {
  const read: Call[] = [];
  const world = await openWorld(
    () => [
      (call, pass) => {
        read.push(call);
        return pass();
      },
    ],
    { NOTIFY_EMAIL: 'contas@example.com' },
  );
  expect((await world.up()).errors).toEqual([]);
  const again = await world.up();
  expect(again.errors).toEqual([]);
  expect(new Set(Object.values(again.outcomes))).toEqual(new Set(['unchanged']));
  expect((await world.down()).errors).toEqual([]);
  expect(await world.left()).toEqual([]);
  expect(read.map(({ operation }) => operation)).toEqual(world.cloud.journal.calls.map(({ operation }) => operation));
  expect(read.find(({ operation }) => operation === 'CreateVpc')?.input).toMatchObject({ CidrBlock: '10.42.0.0/16' });
});
