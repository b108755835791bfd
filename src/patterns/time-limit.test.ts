// The calls of time limits against AWS's own shapes and rules: every part with a price by the hour has one, its input is
// what the SDK sends, its role may make these calls and no others, and the boundary allows it.

import * as ec2 from '@aws-sdk/client-ec2';
import * as ecs from '@aws-sdk/client-ecs';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as elasticache from '@aws-sdk/client-elasticache';
import * as rds from '@aws-sdk/client-rds';
import { describe, expect, test } from 'vitest';
import { need } from '../permissions/testing/call.ts';
import { allowed } from '../permissions/testing/simulator.ts';
import type { Role, UnderBoundary } from '../resources/iam/role.ts';
import { SYSTEM_NAMES, SYSTEMS } from '../systems.ts';
import { openSystem } from '../testing/open-system.ts';
import { type Billed, billedIn, type TimeLimitParts } from './time-limit.ts';

/** Services by the names that EventBridge Scheduler has for them, and that IAM has. */
const PACKAGES: Readonly<Record<string, object>> = { ec2, ecs, elasticache, elasticloadbalancingv2: elbv2, rds };
/** A live thing with every field that an input is made of. */
const LIVE = { id: 'id-1', arn: 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/a/1' };

/** The members of the request of an operation, by AWS's own model in the SDK. */
function membersOf({ stopsBill: { service, action } }: Billed): readonly string[] {
  const command = Reflect.get(PACKAGES[service] ?? {}, `${action[0]?.toUpperCase()}${action.slice(1)}Command`);
  expect(command, `${service} ${action}`).toBeTypeOf('function');
  const [, , , , input] = new command({}).schema;
  const [, , , , names] = typeof input === 'function' ? input() : input;
  return names;
}

/** As the AWS SDK for Java writes a name: of its first letters in capitals all but the last are small ("DbInstance…"). */
const inJava = (name: string) =>
  name
    .replace(/^[a-z]/, (first) => first.toUpperCase())
    .replace(/^([A-Z])([A-Z]*)(?=[A-Z][a-z])/, (_, first: string, rest: string) => first + rest.toLowerCase());

test('names in Java', () => {
  expect(['DBInstanceIdentifier', 'desiredCount', 'FinalDBSnapshotIdentifier', 'VpcEndpointIds'].map(inJava)).toEqual([
    'DbInstanceIdentifier',
    'DesiredCount',
    'FinalDBSnapshotIdentifier',
    'VpcEndpointIds',
  ]);
});

const opened = await Promise.all(
  SYSTEM_NAMES.map(async (name) => {
    const system = await SYSTEMS[name]();
    const { cloud, steps, story } = await openSystem(system, { FINAL_SNAPSHOT: 'last' });
    cloud.close();
    return { name, system, cloud, steps, timeLimit: story.timeLimit, billed: billedIn(steps) };
  }),
);

describe.each(opened.filter(({ billed }) => billed.length))('$name', ({ system, cloud, steps, timeLimit, billed }) => {
  test('what has a price by the hour says how its bill ends, and nothing else does', () => {
    const priced = steps.filter(({ about }) => about.perHour);
    expect(billed.map(({ title }) => title)).toEqual(priced.map(({ title }) => title));
  });

  test.each(billed.map((step) => [step.title, step] as const))('%s: the input has names of AWS', (_, step) => {
    const input = step.stopsBill.input(LIVE);
    expect(Object.keys(input).length).toBeGreaterThan(0);
    expect(membersOf(step).map(inJava)).toEqual(expect.arrayContaining(Object.keys(input)));
    expect(Object.values(input).filter((value) => value === undefined || value === 'undefined')).toEqual([]);
  });

  test('names of schedules are different and fit, with the longest PROJECT and STAGE', async () => {
    const longest = await openSystem(system, { PROJECT: 'a'.repeat(12), STAGE: 'b'.repeat(10) });
    longest.cloud.close();
    const names = longest.steps.filter(({ kind }) => kind === 'Schedule').map(({ name }) => name);
    expect(new Set(names).size).toBe(billed.length);
    expect(names.filter((name) => !/^[0-9a-zA-Z-_.]{1,64}$/.test(name))).toEqual([]);
    expect(longest.story.timeLimit?.role.name.length).toBeLessThanOrEqual(64);
  });

  test('the role may end these parts under the boundary, and nothing of others', async () => {
    const { policies } = written(timeLimit as TimeLimitParts);
    const boundary = await system.boundary?.(`ada-dev-${cloud.tags.stack}`);
    const principal = `arn:aws:sts::${cloud.account}:assumed-role/${timeLimit?.role.name}/1`;
    const ours = { ...cloud.tags, Name: `ada-dev-${cloud.tags.stack}-x` };
    const may = (action: string, on: string, tags: object) => {
      const context = Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
      const asked = need(action, on.replaceAll('*', 'x'), context);
      return allowed(asked, { principal, policy: policies, ...(boundary && { boundary }) });
    };
    const others = { ...ours, project: 'other', Name: 'other-dev-x' };
    for (const { title, stopsBill } of billed)
      for (const { actions, on } of stopsBill.rights)
        for (const [action, thing] of actions.flatMap((one) => on.map((other) => [one, other] as const))) {
          expect(await may(action, thing, ours), `${title} ${action} ${thing}`).toBe(true);
          const foreign = thing.replace('ada-dev', 'other-dev').replace('snapshot:last', 'snapshot:other');
          expect(await may(action, foreign, others), `${title} ${action} ${foreign}`).toBe(false);
        }
    const actions = billed.flatMap(({ stopsBill }) => stopsBill.rights).flatMap((right) => right.actions);
    expect(policies.Statement.flatMap(({ Action }) => Action)).toEqual(actions);
  });
});

test('a final snapshot is made where the settings ask for one', () => {
  const lake = opened.find(({ name }) => name === 'csv-lake');
  const [database] = (lake?.billed ?? []).filter(({ kind }) => kind === 'DB instance');
  expect(database?.stopsBill.input(LIVE)).toMatchObject({
    SkipFinalSnapshot: false,
    FinalDBSnapshotIdentifier: 'last',
  });
});

/** The policy of the role, as its difference from a role without one says it. */
function written({ role }: TimeLimitParts) {
  const compare = role.compare as (live: Role, needs: UnderBoundary) => ReturnType<typeof role.compare>;
  const none = { policies: {}, AttachedPolicies: [], AssumeRolePolicyDocument: '' } as unknown as Role;
  const wanted = compare(none, { boundary: undefined }).find(({ field }) => field === 'policies')?.wanted;
  const [policies] = Object.values(wanted as Record<string, { Statement: { Action: string[] }[] }>);
  return { policies: policies as { Statement: { Action: string[] }[] } };
}
