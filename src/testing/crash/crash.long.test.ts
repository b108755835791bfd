// A command is killed at any write, by SIGKILL. The next run must end as an undisturbed run does, and `down` must leave
// nothing. The usual run takes a sample: three kinds of points of each system, so that every kind is met. The long run takes a
// share, or all (`../long.ts`).

import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { CreateQueueCommand, ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL_ACCOUNT, type Owned, openCloud } from '../../aws/clients.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import { type PassingCloud, passingCloud } from '../../local/passing-cloud.ts';
import { findLeftovers } from '../../operate/leftovers/find.ts';
import { ownership, stackName } from '../../settings/settings.ts';
import type { System } from '../../systems/system.ts';
import { SYSTEM_NAMES } from '../../systems.ts';
import { casesOf } from '../cases.ts';
import { amount, HOURS, LONG } from '../long.ts';
import { snapshot } from '../snapshot.ts';
import { type Children, type Command, children, type Ended } from './children.ts';
import { endOf, type Point, pointsOf, type State, shareOf, startOf, takeFrom } from './points.ts';

/**
 * A kind of point is the killed command, the place, and the command after it. Two dozen alarms are the same part many times,
 * so four writes of each kind are enough.
 */
const SCOPES = {
  'without alarms': { settings: { ALARMS: 'off' }, most: amount(1, 5) },
  'with alarms': { settings: { ALARMS: 'on' }, most: amount(1, 1, 4) },
};
interface Scope {
  readonly system: System;
  readonly settings: Record<string, string>;
  readonly most: number;
}
const CASES = await casesOf(SCOPES);
/**
 * Each has its own stage. The long run has more of them than cores, because a command waits for a third of its time. In the
 * usual run other tests use that time, and one stage is built and removed fewer times than two.
 */
const WORKERS = LONG ? ['k1', 'k2', 'k3', 'k4'] : ['k1'];
const neighbourOf = (system: string) => `ada-k1-${system}-jobs-of-somebody`;

/** It has its own cloud, because other tests build systems in the same account. */
let local: PassingCloud;
let child: Children;
let cloud: Awaited<ReturnType<typeof openCloud>>;

/** The parts of a system that exist in a stage. */
async function inStage({ system }: Scope, STAGE: string) {
  const configured = system.configured({ STAGE });
  const { settings } = configured;
  const owned: Owned = { ...cloud, tags: ownership(settings, system.name) };
  const name = stackName(settings, system.name);
  const { parts } = await configured.story(owned);
  const left = () => findLeftovers(owned, parts);
  const state = () => snapshot({ cloud: owned, settings, name, left, steps: stepsOf(parts) });
  return { left, state };
}
const stateOf = async (scope: Scope, stage: string) => (await inStage(scope, stage)).state();
const leftOf = async (scope: Scope, stage: string) => (await inStage(scope, stage)).left();

const succeeds = async (command: Command, stage: string, { system, settings }: Scope, after = 'nothing') => {
  const ended = await child.run([command, system.name], stage, settings);
  expect(ended, `${command} after ${after}: ${ended.said}`).toMatchObject({ code: 0, summary: { ok: true } });
  return ended;
};
const writesOf = ({ summary }: Ended) => summary?.writes ?? 0;

beforeAll(async () => {
  local = await passingCloud('crash');
  const { endpoint } = local;
  cloud = await openCloud({ region: 'us-east-1', endpoint, account: LOCAL_ACCOUNT });
  child = await children(local);
  for (const system of SYSTEM_NAMES)
    await cloud.sqs.send(new CreateQueueCommand({ QueueName: neighbourOf(system), tags: { project: 'other' } }));
});
afterAll(async () => {
  child.close();
  cloud.close();
  await local.end();
});

/**
 * One point: killed, run again, compared.
 * @returns was it killed? The number of polls, and so of requests, differs a little from run to run.
 */
async function survives({ first, next, placement, at }: Point, stage: string, scope: Scope, undisturbed: object) {
  const { code } = await child.run([first, scope.system.name], stage, scope.settings, { at, placement });
  const point = `${first}, killed at ${at}, ${placement}`;
  await succeeds(next, stage, scope, point);
  if (next === 'up') expect(await stateOf(scope, stage), point).toEqual(undisturbed);
  else expect(await leftOf(scope, stage), point).toEqual([]);
  return code === null;
}

test.each(CASES)(
  '$name, killed at any write, before, unanswered or after: the next run ends well',
  async ({ name, ...scope }) => {
    let up = await succeeds('up', 'calm', scope);
    const undisturbed = await stateOf(scope, 'calm');
    let down = await succeeds('down', 'calm', scope);
    if (LONG) {
      // The cloud keeps layers of an image, so a stage that was there before is made with fewer writes. Most points are of such.
      up = await succeeds('up', 'calm', scope);
      down = await succeeds('down', 'calm', scope);
    }
    const writes = { up: writesOf(up), down: writesOf(down) };
    const sample = pointsOf(writes, scope.most);
    const points = LONG
      ? sample
      : shareOf(
          sample,
          CASES.findIndex((one) => one.name === name),
        );

    const tally: Record<string, number> = {};
    const all = points.length;
    const work = async (stage: string) => {
      let state: State = 'empty';
      for (let point = takeFrom(points, state); point; point = takeFrom(points, state)) {
        if (startOf(point) !== state) await succeeds(state === 'full' ? 'down' : 'up', stage, scope);
        if (points.length && points.length % 100 === 0) console.log(`${points.length} of ${all} points to go`);
        const kind = `${point.first}, then ${point.next}, ${point.placement}`;
        if (await survives(point, stage, scope, undisturbed)) tally[kind] = (tally[kind] ?? 0) + 1;
        state = endOf(point);
      }
      if (state === 'full') await succeeds('down', stage, scope);
      expect(await leftOf(scope, stage)).toEqual([]);
    };
    await Promise.all(WORKERS.map(work));
    const killed = Object.values(tally).reduce((sum, count) => sum + count, 0);
    expect(killed).toBeGreaterThanOrEqual(Math.floor(all * 0.9));
    const whole = pointsOf(writes, Number.POSITIVE_INFINITY).length;
    console.log(
      `${name}: killed and survived ${killed} of ${all}, of ${whole} points: ${JSON.stringify(tally, null, 1)}`,
    );
  },
  HOURS,
);

test('a neighbour whose name begins like ours, and the default VPC, were never touched', async () => {
  for (const system of SYSTEM_NAMES) {
    const { QueueUrl } = await cloud.sqs.send(new CreateQueueCommand({ QueueName: neighbourOf(system) }));
    expect((await cloud.sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ project: 'other' });
  }
  const { Vpcs } = await cloud.ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs?.map(({ IsDefault }) => IsDefault)).toEqual([true]);
});
