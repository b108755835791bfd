// Killed at any write, by SIGKILL: the next run ends where an undisturbed one ends, and `down` leaves nothing.
// Notice: the whole matrix is long (npm run test:long: CRASH_POINTS=all); otherwise a sample of it, spread evenly.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { CreateQueueCommand, ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL_ACCOUNT, type Owned, openCloud } from '../../aws/clients.ts';
import { startLocalCloud, stopLocalCloud } from '../../local/cloud.ts';
import { findLeftovers } from '../../operate/leftovers/find.ts';
import { ownership } from '../../settings/settings.ts';
import { STACK } from '../../systems/line-counter/names.ts';
import { lineCounter } from '../../systems/line-counter/parts.ts';
import { lineCounterSettings } from '../../systems/line-counter/settings.ts';
import { type Children, type Command, children, type Ended } from './children.ts';
import { endOf, type Point, pointsOf, type State, startOf, takeFrom } from './points.ts';
import { snapshot } from './snapshot.ts';

/** Points of each kind: what is killed, where, and what is run afterwards. */
const { CRASH_POINTS = '1' } = process.env;
const ALL = CRASH_POINTS === 'all';
const MOST = ALL ? Number.POSITIVE_INFINITY : Number(CRASH_POINTS);

interface Scope {
  readonly settings: Record<string, string>;
  readonly most: number;
}
/** Two dozen alarms are one and the same part over and over: with them, four writes of each kind are enough. */
const SCOPES: Record<string, Scope> = {
  'the system': { settings: { ALARMS: 'off' }, most: MOST },
  'the system and its watch': { settings: {}, most: ALL ? 4 : 1 },
};
/** Each worker has a stage of its own. More of them than cores: a command waits for a third of its time. */
const WORKERS = ['k1', 'k2', 'k3', 'k4'];
const NEIGHBOUR = 'ada-k1-line-counter-jobs-of-somebody';

/** A cloud of its own: other tests build systems in the same account of theirs. */
const home = mkdtempSync(join(tmpdir(), 'crash-'));
let child: Children;
let cloud: Awaited<ReturnType<typeof openCloud>>;

const inStage = (STAGE: string) => {
  const settings = lineCounterSettings({ STAGE });
  return { settings, owned: { ...cloud, tags: ownership(settings, STACK) } satisfies Owned };
};
const stateOf = (stage: string) => snapshot(inStage(stage).owned, inStage(stage).settings);
const leftOf = (stage: string) =>
  findLeftovers(inStage(stage).owned, lineCounter(inStage(stage).owned, inStage(stage).settings));

const succeeds = async (command: Command, stage: string, { settings }: Scope, after = 'nothing') => {
  const ended = await child.run(command, stage, settings);
  expect(ended, `${command} after ${after}: ${ended.said}`).toMatchObject({ code: 0, summary: { ok: true } });
  return ended;
};
const writesOf = ({ summary }: Ended) => summary?.writes ?? 0;

beforeAll(async () => {
  const { endpoint } = await startLocalCloud({ home });
  cloud = await openCloud({ region: 'us-east-1', endpoint, account: LOCAL_ACCOUNT });
  child = await children(endpoint);
  await cloud.sqs.send(new CreateQueueCommand({ QueueName: NEIGHBOUR, tags: { project: 'other' } }));
});
afterAll(async () => {
  child.close();
  cloud.close();
  await stopLocalCloud({ home });
  rmSync(home, { recursive: true, force: true });
});

/**
 * One point: killed, run again, compared.
 * @returns was it killed? The number of polls, and so of requests, differs a little from run to run.
 */
async function survives({ first, next, placement, at }: Point, stage: string, scope: Scope, undisturbed: object) {
  const { code } = await child.run(first, stage, scope.settings, { at, placement });
  const point = `${first}, killed at ${at}, ${placement}`;
  await succeeds(next, stage, scope, point);
  if (next === 'up') expect(await stateOf(stage), point).toEqual(undisturbed);
  else expect(await leftOf(stage), point).toEqual([]);
  return code === null;
}

test.each(Object.keys(SCOPES))(
  '%s, killed at any write, before, unanswered or after: the next run ends well',
  async (name) => {
    const scope = SCOPES[name] as Scope;
    const up = await succeeds('up', 'calm', scope);
    const undisturbed = await stateOf('calm');
    const down = await succeeds('down', 'calm', scope);
    const points = pointsOf({ up: writesOf(up), down: writesOf(down) }, scope.most);

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
      await succeeds('down', stage, scope);
      expect(await leftOf(stage)).toEqual([]);
    };
    await Promise.all(WORKERS.map(work));
    const killed = Object.values(tally).reduce((sum, count) => sum + count, 0);
    expect(killed).toBeGreaterThanOrEqual(Math.floor(all * 0.9));
    console.log(`${name}: ${killed} points killed and survived, of ${all}: ${JSON.stringify(tally, null, 1)}`);
  },
  3_600_000,
);

test('a neighbour whose name begins like ours, and the default VPC, were never touched', async () => {
  const { QueueUrl } = await cloud.sqs.send(new CreateQueueCommand({ QueueName: NEIGHBOUR }));
  expect((await cloud.sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ project: 'other' });
  const { Vpcs } = await cloud.ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs?.map(({ IsDefault }) => IsDefault)).toEqual([true]);
});
