// The folded policy against AWS's rules: what the commands really call is allowed, every right is needed, and a
// neighbour's things cannot be reached. Calls are recorded in every run. So a command with a new call fails here until
// its part or its command states the right.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { LOCAL_ACCOUNT } from '../../../aws/clients.ts';
import { characters, fileText, LARGEST_MANAGED } from '../../../permissions/file-text.ts';
import type { DeployerPolicy } from '../../../permissions/policy.ts';
import { piecesOf, systemPolicy } from '../../../permissions/system-policy.ts';
import { type Call, type Need, need } from '../../../permissions/testing/call.ts';
import { allNeeds } from '../../../permissions/testing/needs.ts';
import { notTooMuch } from '../../../permissions/testing/not-too-much.ts';
import { RECORDED } from '../../../permissions/testing/play-command.ts';
import { shutToNeighbours } from '../../../permissions/testing/shut-to-neighbours.ts';
import { allowed, firstDenied, tally } from '../../../permissions/testing/simulator.ts';
import { operationsIn } from '../../../permissions/testing/source.ts';
import { readSettings } from '../../../settings/settings.ts';
import { SYSTEMS } from '../../../systems.ts';
import { LINE_COUNTER_BORDERS } from './testing/borders.ts';
import { ONLY_IN_DRILLS, ONLY_ON_AWS } from './testing/only-on-aws.ts';
import { playScenes } from './testing/scenes.ts';

const RECORDING = 600_000; // milliseconds, on a busy machine
const principal = `arn:aws:iam::${LOCAL_ACCOUNT}:user/ana`;

const system = await SYSTEMS['line-counter']();

let calls: Call[];
let needs: Need[];
let policy: DeployerPolicy;

beforeAll(async () => {
  calls = await playScenes(inject('cloud'));
  const place = { account: LOCAL_ACCOUNT, region: readSettings({}).AWS_REGION };
  needs = await allNeeds([...calls, ...ONLY_ON_AWS, ...ONLY_IN_DRILLS], place);
  policy = await systemPolicy(system, RECORDED);
}, RECORDING);
afterAll(() => {
  const statements = policy.Statement.length;
  console.log(
    `${calls.length} recorded calls ask for ${needs.length} rights, ${statements} statements grant them; ` +
      `${tally.decisions} simulated decisions.`,
  );
});

const file = () => readFileSync(new URL('../../../../provision/line-counter.policy.json', import.meta.url), 'utf8');

describe('recorded', () => {
  test('every API call in the source was recorded, or is listed as one that only AWS causes', () => {
    const made = new Set(calls.map(({ operation }) => operation));
    // An instance profile is looked at only where a system has instances.
    const byHand = [...ONLY_ON_AWS.map(({ operation }) => operation), 'GetInstanceProfile'];
    const inSource = [...operationsIn(['provision', 'teardown', 'scripts', 'src'])];
    expect(inSource.length).toBeGreaterThan(90);
    expect(inSource.filter((operation) => !made.has(operation)).sort()).toEqual(byHand.sort());
  });

  test('each command was recorded', () => {
    const forUse = [
      'board',
      'dead-letters',
      'export',
      'invite',
      'logs',
      'reconcile',
      'records',
      'redrive',
      'trace',
      'upload',
    ];
    const commands = ['demo', 'doctor', 'down', 'leftovers', 'status', 'up', ...forUse];
    expect([...new Set(calls.map(({ by }) => by))].sort()).toEqual(commands.sort());
  });
});

test('provision/line-counter.policy.json is what parts and commands say (npm run policy -- --write)', async () => {
  expect(file()).toBe(fileText(await systemPolicy(system, {})));
});

test('its pieces are within the limit of a managed policy, and together they are the whole; actions have full names', () => {
  const pieces = piecesOf(policy);
  for (const piece of pieces) expect(characters(piece)).toBeLessThanOrEqual(LARGEST_MANAGED);
  const statements = pieces.flatMap(({ Statement }) => Statement);
  expect(new Set(statements)).toEqual(new Set(policy.Statement));
  expect(statements).toHaveLength(policy.Statement.length);
  expect(policy.Statement.flatMap(({ Action }) => Action).filter((action) => !/^[a-z0-9]+:\w+$/.test(action))).toEqual(
    [],
  );
});

describe('enough', () => {
  test('nobody whose right is only for our alarms can make a composite alarm, so the right is for all (CloudWatch API reference, PutCompositeAlarm)', async () => {
    const granting = policy.Statement.filter(({ Action }) => Action.includes('cloudwatch:PutCompositeAlarm'));
    expect(granting.map(({ Resource, Condition }) => [Resource, Condition])).toEqual([[['*'], undefined]]);
  });

  test('every recorded call is allowed', async () => {
    expect(await firstDenied(needs, { principal, policy })).toBeUndefined();
  });

  test('an endpoint that was given the first group of its VPC, which has no tags, may lose it (the local cloud forgets that group)', async () => {
    const group = need('ec2:ModifyVpcEndpoint', `arn:aws:ec2:us-east-1:${LOCAL_ACCOUNT}:security-group/sg-default`);
    expect(await allowed(group, { principal, policy })).toBe(true);
  });

  test('every recorded call is allowed when the policy is attached in its pieces', async () => {
    const pieces = piecesOf(policy);
    for (const need of needs) {
      const granted = await Promise.all(pieces.map((piece) => allowed(need, { principal, policy: piece })));
      expect(granted, `${need.action} on ${need.resource}`).toContain(true);
    }
  });
});

notTooMuch(
  () => ({ principal, policy, needs }),
  // Tags of its own member, because the local cloud shows only those of the whole cache.
  ['elasticache:ListTagsForResource elasticache cluster'],
);
shutToNeighbours(() => ({ principal, policy, needs }), LINE_COUNTER_BORDERS);
