// The folded policies of the systems whose bucket calls their function, against AWS's rules: what their commands really
// call is allowed, every right is needed, and a neighbour's things cannot be reached.

import { beforeAll, describe, expect, inject, test } from 'vitest';
import { LOCAL_ACCOUNT } from '../aws/clients.ts';
import { readSettings } from '../settings/settings.ts';
import { SYSTEMS } from '../systems.ts';
import type { DeployerPolicy } from './policy.ts';
import { piecesOf, systemPolicy } from './system-policy.ts';
import type { Call, Need } from './testing/call.ts';
import { INVOKED_BORDERS } from './testing/invoked-borders.ts';
import { INVOKED_SYSTEMS, notPlayed, playInvoked } from './testing/invoked-systems.ts';
import { allNeeds } from './testing/needs.ts';
import { notTooMuch } from './testing/not-too-much.ts';
import { RECORDED } from './testing/play-command.ts';
import { shutToNeighbours } from './testing/shut-to-neighbours.ts';
import { allowed, firstDenied } from './testing/simulator.ts';

const RECORDING = 600_000; // milliseconds, on a busy machine
const principal = `arn:aws:iam::${LOCAL_ACCOUNT}:user/ana`;

describe.each(INVOKED_SYSTEMS)('the policy of %s', (system) => {
  let calls: readonly Call[];
  let needs: Need[];
  let policy: DeployerPolicy;
  const given = () => ({ principal, policy, needs });

  beforeAll(async () => {
    calls = await playInvoked(inject('cloud'), system);
    const place = { account: LOCAL_ACCOUNT, region: readSettings({}).AWS_REGION };
    needs = await allNeeds([...calls, ...notPlayed(system)], place);
    policy = await systemPolicy(await SYSTEMS[system](), RECORDED);
    console.log(`${system}: ${calls.length} recorded calls ask for ${needs.length} rights.`);
  }, RECORDING);

  test('each command was recorded', () => {
    const forUse = ['board', 'dead-letters', 'export', 'logs', 'records', 'redrive', 'trace', 'upload'];
    const commands = ['demo', 'doctor', 'down', 'leftovers', 'status', 'up', ...forUse];
    expect([...new Set(calls.map(({ by }) => by))].sort()).toEqual(commands.sort());
  });

  test('every recorded call is allowed, also by its pieces', async () => {
    expect(await firstDenied(needs, given())).toBeUndefined();
    const pieces = piecesOf(policy);
    for (const need of needs) {
      const granted = await Promise.all(pieces.map((piece) => allowed(need, { principal, policy: piece })));
      expect(granted, `${need.action} on ${need.resource}`).toContain(true);
    }
  });

  notTooMuch(given, []);
  shutToNeighbours(given, INVOKED_BORDERS[system]);
});
