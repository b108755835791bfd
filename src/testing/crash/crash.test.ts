// Killed at any request, by SIGKILL: the next run ends where an undisturbed one ends, and `down` leaves nothing.
// Notice: every run has a stage of its own. CRASH_POINTS=all runs the whole matrix (npm run test:long); otherwise a
// sample, spread evenly, of the size below.

import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { CreateQueueCommand, ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { LOCAL_ACCOUNT, type Owned, openCloud } from '../../aws.ts';
import { ownership, readSettings } from '../../config.ts';
import { findLeftovers } from '../../leftovers/find.ts';
import { names, STACK } from '../../stacks/line-counter.ts';
import { type Children, type Command, children, type Ended } from './children.ts';
import { PLACEMENTS, type Placement } from './preload.ts';
import { snapshot } from './snapshot.ts';

const SAMPLE = process.env.CRASH_POINTS === 'all' ? Number.POSITIVE_INFINITY : 2;
const AT_ONCE = 2;

/** What is killed, from which state, and what is run afterwards. */
const SEQUENCES: { first: Command; next: Command }[] = [
  { first: 'up', next: 'up' },
  { first: 'up', next: 'down' },
  { first: 'down', next: 'down' },
  { first: 'down', next: 'up' },
];

let child: Children;
let cloud: Awaited<ReturnType<typeof openCloud>>;
let undisturbed: object;
let size: Record<Command, Record<Placement, number>>;
let stages = 0;

const inStage = (STAGE: string) => {
  const settings = readSettings({ STAGE });
  return { settings, owned: { ...cloud, tags: ownership(settings, STACK) } satisfies Owned };
};
const stateOf = (stage: string) => snapshot(inStage(stage).owned, inStage(stage).settings);
const leftOf = (stage: string) => findLeftovers(inStage(stage).owned, names(cloud, inStage(stage).settings).stack);
const newStage = () => {
  stages += 1;
  return `k${stages}`;
};

/** How many points a command has in each placement. */
const sizeOf = ({ summary }: Ended) => ({
  before: summary?.calls ?? 0,
  unanswered: summary?.writes ?? 0,
  after: summary?.writes ?? 0,
});

const succeeds = async (command: Command, stage: string) => {
  const ended = await child.run(command, stage);
  expect(ended, ended.said).toMatchObject({ code: 0, summary: { ok: true } });
  return ended;
};

beforeAll(async () => {
  const { endpoint } = inject('cloud');
  cloud = await openCloud({ region: 'us-east-1', endpoint, account: LOCAL_ACCOUNT });
  child = await children(endpoint);
  const up = await succeeds('up', 'calm');
  undisturbed = await stateOf('calm');
  const down = await succeeds('down', 'calm');
  size = { up: sizeOf(up), down: sizeOf(down) };
  // A neighbour whose name begins like that of the first stage.
  await cloud.sqs.send(
    new CreateQueueCommand({ QueueName: 'ada-k1-line-counter-jobs-of-somebody', tags: { project: 'other' } }),
  );
});
afterAll(() => {
  child.close();
  cloud.close();
});

/**
 * One point of the matrix: killed, run again, compared, taken down.
 * @returns was it killed? The number of polls, and so of requests, differs a little from run to run.
 */
async function survives(
  { first, next }: { first: Command; next: Command },
  at: number,
  placement: Placement,
): Promise<boolean> {
  const stage = newStage();
  const point = `${first} killed at request ${at}, ${placement}, then ${next}`;
  if (first === 'down') await succeeds('up', stage);
  const { code } = await child.run(first, stage, { at, placement });
  const again = await child.run(next, stage);
  expect(again, `${point}: ${again.said}`).toMatchObject({ code: 0, summary: { ok: true } });
  if (next === 'up') {
    expect(await stateOf(stage), point).toEqual(undisturbed);
    await succeeds('down', stage);
  }
  expect(await leftOf(stage), point).toEqual([]);
  return code === null;
}

describe.each(SEQUENCES)('$first, killed, then $next', (sequence) => {
  test.each(PLACEMENTS)(
    '%s',
    async (placement) => {
      const all = Array.from({ length: size[sequence.first][placement] }, (_, index) => index + 1);
      const step = Math.max(1, all.length / SAMPLE);
      const points = all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
      const queue = points.values();
      let killed = 0;
      const worker = async () => {
        for (const at of queue) if (await survives(sequence, at, placement)) killed += 1;
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      expect(killed).toBeGreaterThanOrEqual(Math.floor(points.length * 0.9));
      const { first, next } = sequence;
      console.log(`${first}, ${next}, ${placement}: ${killed} killed and survived, of ${all.length} points`);
    },
    1_800_000,
  );
});

test('a neighbour whose name begins like ours, and the default VPC, were never touched', async () => {
  const { QueueUrl } = await cloud.sqs.send(
    new CreateQueueCommand({ QueueName: 'ada-k1-line-counter-jobs-of-somebody' }),
  );
  expect((await cloud.sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ project: 'other' });
  const { Vpcs } = await cloud.ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs?.map(({ IsDefault }) => IsDefault)).toEqual([true]);
});
