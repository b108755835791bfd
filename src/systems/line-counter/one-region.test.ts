// A stage is in one region. A second region is refused before anything is made, and `up` and `down` never change the
// first region from the second. The local cloud separates regions as AWS does: buckets and roles belong to the account,
// and S3 answers a wrong region with 301 and the name of the right one.

import { DeleteTagsCommand, DescribeTagsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { GetRoleCommand, GetRolePolicyCommand, UntagRoleCommand } from '@aws-sdk/client-iam';
import { GetQueueUrlCommand, UntagQueueCommand } from '@aws-sdk/client-sqs';
import { expect, inject, test } from 'vitest';
import { LOCAL_ACCOUNT, openCloud } from '../../aws/clients.ts';
import { NotOurs } from '../../engine/problems.ts';
import { inEnglish } from '../../engine/text.ts';
import { oneRegion, regionOfSystem } from '../../operate/doctor/one-region.ts';
import { counts } from '../../operate/leftovers/receipt.ts';
import { refuse } from '../../testing/hazards/refusal.ts';
import { type Hazard, is } from '../../testing/hazards/wire.ts';
import { commandsOf, linesOf } from '../../testing/run-command.ts';
import { namesOf } from './names.ts';
import { quietCounterWith } from './testing/hazards.ts';
import { type OpenLineCounter, openLineCounter } from './testing/open.ts';

const EAST = 'us-east-1';
const WEST = { AWS_REGION: 'us-west-2', ALARMS: 'off' };
/** Both roles as IAM has them. */
const rolesOf = async ({ cloud, settings }: OpenLineCounter) => {
  const { worker, reader } = namesOf(cloud, settings);
  return Promise.all(
    [worker, reader].map(async (RoleName) => [
      (await cloud.iam.send(new GetRoleCommand({ RoleName }))).Role,
      (await cloud.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'exactly-this' }))).PolicyDocument,
    ]),
  );
};

test('up in a second region: exit 2, one sentence that names the first, and nothing is made; doctor says it too', async () => {
  const east = await openLineCounter({ STAGE: 'region' }, LOCAL_ACCOUNT);
  await east.make(east.part.bucket);
  const west = commandsOf('region', WEST);

  for (const flags of [[], ['--plan']]) {
    const up = await west('provision/up.ts', ...flags);
    expect([up.status, up.err]).toEqual([
      2,
      expect.stringMatching(/^x The stage region stands in us-east-1 already.*/),
    ]);
    expect(up.err).toMatch(/AWS_REGION=us-east-1.*another STAGE.*npm run down/);
  }
  const demo = await west('scripts/demo.ts');
  expect([demo.status, demo.err]).toEqual([2, expect.stringContaining('stands in us-east-1 already')]);
  const there = { region: WEST.AWS_REGION, endpoint: inject('cloud').endpoint, account: LOCAL_ACCOUNT };
  const cloud = await openCloud(there);
  const Filters = [{ Name: 'tag:stage', Values: ['region'] }];
  expect((await cloud.ec2.send(new DescribeVpcsCommand({ Filters }))).Vpcs).toEqual([]);
  cloud.close();

  const doctor = await west('scripts/doctor.ts', '--json');
  expect(doctor.status).toBe(1);
  expect(linesOf(doctor).filter(({ verdict }) => verdict === 'bad')).toEqual([
    expect.objectContaining({ check: 'One region', found: 'stage region stands in us-east-1' }),
  ]);
  expect(await oneRegion(east.cloud, east.part)).toMatchObject({ check: { en: 'One region' }, verdict: 'good' });
  expect((await west('scripts/leftovers.ts')).status).toBe(0);
  await east.part.bucket.remove(east.ctx);
});

test('a system half built in a second region is taken down there, and that of the first does not change', async () => {
  const east = await openLineCounter({ ALARMS: 'off' });
  await east.up();
  const before = await rolesOf(east);
  const west = await openLineCounter(WEST, east.cloud.account);

  const refusedUp = await west.up();
  expect([refusedUp.writes, refusedUp.outcomes.created]).toEqual([0, undefined]); // seen before the first write
  const { network, deadLetters, queue, topic, reader: readerParts } = west.part;
  await west.make(network.vpc);
  await west.make(queue, { deadLetters: await west.make(deadLetters) });
  await west.make(topic);
  await west.make(readerParts.logs);
  expect(await rolesOf(east)).toEqual(before);

  const { failure, outcomes, results } = await west.down();
  expect(outcomes['not-started']).toBeUndefined();
  const { bucket, worker, reader, page } = namesOf(west.cloud, west.settings);
  const refused = results.filter(({ outcome }) => outcome === 'failed').map(({ title }) => title);
  expect(results.filter(({ note }) => note && inEnglish(note).startsWith('it stays: the role'))).toHaveLength(1); // the boundary of both
  expect(refused.sort()).toEqual([
    `CORS rule ${bucket}`,
    `IAM role ${page}`,
    `IAM role ${reader}`,
    `IAM role ${worker}`,
    `Notification ${bucket} -> queue`,
    `S3 bucket ${bucket}`,
  ]);
  for (const error of (failure as AggregateError).errors) {
    expect(error).toBeInstanceOf(NotOurs);
    expect(String(error)).toMatch(/stands in us-east-1, not in us-west-2: it was not touched/);
  }
  expect((await west.left()).filter(counts)).toEqual([]);
  const again = await east.up();
  expect([again.outcomes, again.writes]).toEqual([{ unchanged: again.results.length }, 0]);
});

test('the bucket is already deleted: the roles still say in which region the system is, and are not overwritten', async () => {
  const east = await openLineCounter();
  const { part, make } = east;
  if (!part.boundary) throw new Error('only a Learner Lab has no boundary');
  const logs = await make(part.reader.logs);
  const boundary = await make(part.boundary);
  await make(part.reader.role, { logs, boundary });
  const [bucket, queue, topic] = [await make(part.bucket), await make(part.deadLetters), await make(part.topic)];
  await make(part.worker.role, { bucket, queue, topic, logs, boundary });
  await part.bucket.remove(east.ctx);

  const west = await openLineCounter(WEST, east.cloud.account);
  expect(await regionOfSystem(west.cloud, west.part)).toBe(EAST);
  expect(await regionOfSystem(east.cloud, east.part)).toBeUndefined();
  const before = await rolesOf(east);
  const theirs = west.make(west.part.reader.role, { logs: await west.make(west.part.reader.logs), boundary });
  await expect(theirs).rejects.toThrow(/IAM role \S+ stands in us-east-1, not in us-west-2: it was not touched/);
  expect(await rolesOf(east)).toEqual(before);
});

test('what an earlier version made, without the region in its tags, is ours and does not drift', async () => {
  const counter = await openLineCounter({ ALARMS: 'off' });
  const { cloud } = counter;
  await counter.up();
  const { worker, reader, queue } = namesOf(cloud, counter.settings);
  for (const RoleName of [worker, reader])
    await cloud.iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['region'] }));
  const { QueueUrl } = await cloud.sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
  await cloud.sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ['region'] }));
  const { Tags = [] } = await cloud.ec2.send(new DescribeTagsCommand({}));
  const Resources = Tags.filter(({ Key }) => Key === 'region').map(({ ResourceId }) => String(ResourceId));
  expect(Resources.length).toBeGreaterThan(5);
  await cloud.ec2.send(new DeleteTagsCommand({ Resources, Tags: [{ Key: 'region' }] }));

  const again = await counter.up();
  expect([again.outcomes, again.writes]).toEqual([{ unchanged: again.results.length }, 0]);
  expect((await counter.down()).failure).toBeUndefined();
  expect(await counter.left()).toEqual([]);
});

/** The answer of the endpoint of us-east-1, which is also used without a region (S3 API reference, HeadBucket). */
const malformed: Hazard = async (call, pass) => {
  if (call.service !== 's3' || is(call, 'ListBuckets')) return pass();
  const text = "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'us-west-2'";
  const answer = refuse(call, 'AuthorizationHeaderMalformed', text, 400);
  return { ...answer, headers: { ...answer.headers, 'x-amz-bucket-region': 'us-west-2' } };
};

test('S3 says it with a 400 too: the region is named, and the other parts are removed', async () => {
  const system = await quietCounterWith(() => [malformed]);
  expect(await regionOfSystem(system.cloud, system.part)).toBe('us-west-2');
  const { errors, outcomes } = await system.down();
  expect(errors.map(String)).toEqual(Array(3).fill(expect.stringContaining('stands in us-west-2, not in us-east-1')));
  expect(Object.values(outcomes)).not.toContain('not-started');
});
