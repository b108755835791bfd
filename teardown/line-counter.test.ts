// Taking it down: whole, twice, as a plan, with files in it, and beside a neighbour who must not notice.
// Notice: the second look (`findLeftovers`) asks AWS by listing; it finds a whole system before, and nothing after.

import {
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { names } from '../src/systems/line-counter/names.ts';
import { openLineCounter } from '../src/systems/line-counter/testing/open.ts';

test('on an empty account everything is absent, and nothing is written', async () => {
  const { outcomes, writes, failure } = await (await openLineCounter()).down();
  expect(Object.keys(outcomes)).toEqual(['absent']);
  expect([writes, failure]).toEqual([0, undefined]);
});

test('a plan says what would go and takes nothing; then all of it goes; then all of it is absent', async () => {
  const counter = await openLineCounter();
  await counter.up();
  const standing = await counter.left();
  expect(standing.length).toBeGreaterThan(20);

  const plan = await counter.down({ plan: true });
  expect(plan).toMatchObject({ writes: 0, failure: undefined });
  const absent = plan.results.filter(({ outcome }) => outcome === 'absent').map(({ title }) => title);
  expect(absent.sort()).toEqual([
    'Alarm ada-dev-line-counter-mail-unheard', // only where an address is set
    'Alarm ada-dev-line-counter-uploads-failing', // only with REQUEST_METRICS
    'Alarm ada-dev-line-counter-uploads-refused',
    'SQS queue ada-dev-line-counter-demo-mail', // only a demo opens it
  ]);
  expect(await counter.left()).toEqual(standing);

  const { results, outcomes, failure } = await counter.down();
  expect(failure).toBeUndefined();
  expect(outcomes).toEqual({ removed: plan.outcomes['would-remove'], absent: absent.length });
  expect(await counter.left()).toEqual([]);
  expect(await counter.down()).toMatchObject({ writes: 0, outcomes: { absent: results.length } });
});

test('files, their old versions and a subscription go with it', async () => {
  const counter = await openLineCounter({ NOTIFY_EMAIL: 'ana@example.com' });
  await counter.up();
  const { bucket } = names(counter.cloud, counter.settings);
  for (const Body of ['1\n', '2\n', '3\n'])
    await counter.cloud.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'in/março +1%.txt', Body }));
  expect((await counter.down()).failure).toBeUndefined();
  expect(await counter.left()).toEqual([]);
});

test('it can be stopped anywhere and run again', async () => {
  const counter = await openLineCounter();
  await counter.up();
  for (const stopAfter of [1, 4, 9]) {
    const { outcomes } = await counter.down({ stopAfter });
    expect(outcomes['not-started']).toBeGreaterThan(0);
  }
  expect((await counter.down()).failure).toBeUndefined();
  expect(await counter.left()).toEqual([]);
});

test('up, after a teardown, builds the whole of it again', async () => {
  const counter = await openLineCounter();
  const first = await counter.up();
  await counter.down();
  const { outcomes, failure } = await counter.up();
  expect({ outcomes, failure }).toEqual({ outcomes: first.outcomes, failure: undefined });
});

test('another stage of the same project, and a neighbour named like us, notice nothing', async () => {
  const counter = await openLineCounter();
  const { cloud } = counter;
  const prod = await openLineCounter({ STAGE: 'prod', VPC_CIDR: '10.50.0.0/16' }, cloud.account);
  for (const one of [counter, prod]) await one.up();

  // A neighbour whose names begin like ours, with a door in a network of its own.
  const Bucket = `ada-dev-line-counter-${cloud.account}-archive`;
  await cloud.s3.send(new CreateBucketCommand({ Bucket }));
  await cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'precious', Body: 'data' }));
  const QueueName = 'ada-dev-line-counter-jobs-of-somebody';
  const { QueueUrl } = await cloud.sqs.send(new CreateQueueCommand({ QueueName, tags: { project: 'other' } }));
  const tags = [{ ResourceType: 'vpc' as const, Tags: [{ Key: 'Name', Value: 'ada-dev-line-counter' }] }];
  const { Vpc } = await cloud.ec2.send(new CreateVpcCommand({ CidrBlock: '10.60.0.0/16', TagSpecifications: tags }));
  const door = { VpcId: Vpc?.VpcId, ServiceName: 'com.amazonaws.us-east-1.s3' };
  const { VpcEndpoint } = await cloud.ec2.send(new CreateVpcEndpointCommand(door));

  expect((await counter.down()).failure).toBeUndefined();
  expect(await counter.left()).toEqual([]);

  expect((await cloud.s3.send(new ListObjectsV2Command({ Bucket }))).Contents).toMatchObject([{ Key: 'precious' }]);
  expect(await cloud.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).toBeDefined();
  const { VpcEndpoints = [] } = await cloud.ec2.send(new DescribeVpcEndpointsCommand({}));
  expect(VpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId)).toContain(VpcEndpoint?.VpcEndpointId);
  const { Vpcs = [] } = await cloud.ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs.map(({ VpcId }) => VpcId)).toContain(Vpc?.VpcId);
  const after = await prod.up();
  expect([after.outcomes, after.writes]).toEqual([{ unchanged: after.results.length }, 0]);
});

test('a bucket name that another account has taken keeps nothing else from going', async () => {
  const counter = await openLineCounter();
  const stranger = await openLineCounter();
  const { bucket } = names(counter.cloud, counter.settings);
  await stranger.cloud.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await counter.up();
  const { outcomes, failure } = await counter.down();
  expect((failure as AggregateError).errors.map(String)).toEqual([
    expect.stringContaining(`S3 bucket ${bucket} belongs to another account`),
  ]);
  expect(outcomes['not-started']).toBeUndefined();
  expect(await counter.left()).toEqual([]);
});
