// Without a hazard the handler changes nothing, and it reads every call as the SDK means it.

import { expect, test } from 'vitest';
import { DEFAULT_SYSTEM } from '../../screen/next-command.ts';
import { SYSTEMS } from '../../systems.ts';
import { openWithHazards } from './open.ts';
import type { Call } from './wire.ts';

test('without hazards both stories end well, and every call is read as the SDK named it', async () => {
  const read: Call[] = [];
  const system = await openWithHazards(
    await SYSTEMS[DEFAULT_SYSTEM](),
    () => [
      (call, pass) => {
        read.push(call);
        return pass();
      },
    ],
    { NOTIFY_EMAIL: 'contas@example.com' },
  );
  expect((await system.up()).errors).toEqual([]);
  const again = await system.up();
  expect(again.errors).toEqual([]);
  expect(new Set(Object.values(again.outcomes))).toEqual(new Set(['unchanged']));
  expect((await system.down()).errors).toEqual([]);
  expect(await system.left()).toEqual([]);
  expect(read.map(({ operation }) => operation)).toEqual(system.cloud.journal.calls.map(({ operation }) => operation));
  expect(read.find(({ operation }) => operation === 'CreateVpc')?.input).toMatchObject({ CidrBlock: '10.42.0.0/16' });
});
