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
import { provision } from '../provision/line-counter.ts';
import { findLeftovers } from '../src/operate/leftovers/find.ts';
import { names } from '../src/systems/line-counter/names.ts';
import { tellStory } from '../src/testing/tell-story.ts';
import { openWorkshop, type Workshop } from '../src/testing/workshop.ts';
import { teardown } from './line-counter.ts';

const left = ({ cloud, part }: Workshop) => findLeftovers(cloud, part);

test('on an empty account everything is absent, and nothing is written', async () => {
  const { outcomes, writes, failure } = await tellStory(await openWorkshop(), teardown);
  expect(Object.keys(outcomes)).toEqual(['absent']);
  expect([writes, failure]).toEqual([0, undefined]);
});

test('a plan says what would go and takes nothing; then all of it goes; then all of it is absent', async () => {
  const shop = await openWorkshop();
  await tellStory(shop, provision);
  const standing = await left(shop);
  expect(standing.length).toBeGreaterThan(20);

  const plan = await tellStory(shop, teardown, { plan: true });
  expect(plan).toMatchObject({ writes: 0, failure: undefined });
  const absent = plan.results.filter(({ outcome }) => outcome === 'absent').map(({ title }) => title);
  expect(absent.sort()).toEqual([
    'Alarm ada-dev-line-counter-mail-unheard', // only where an address is set
    'Alarm ada-dev-line-counter-uploads-failing', // only with REQUEST_METRICS
    'Alarm ada-dev-line-counter-uploads-refused',
    'SQS queue ada-dev-line-counter-demo-mail', // only a demo opens it
  ]);
  expect(await left(shop)).toEqual(standing);

  const { results, outcomes, failure } = await tellStory(shop, teardown);
  expect(failure).toBeUndefined();
  expect(outcomes).toEqual({ removed: plan.outcomes['would-remove'], absent: absent.length });
  expect(await left(shop)).toEqual([]);
  expect(await tellStory(shop, teardown)).toMatchObject({ writes: 0, outcomes: { absent: results.length } });
});

test('files, their old versions and a subscription go with it', async () => {
  const shop = await openWorkshop({ NOTIFY_EMAIL: 'ana@example.com' });
  await tellStory(shop, provision);
  const { bucket } = names(shop.cloud, shop.settings);
  for (const Body of ['1\n', '2\n', '3\n'])
    await shop.cloud.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'in/março +1%.txt', Body }));
  expect((await tellStory(shop, teardown)).failure).toBeUndefined();
  expect(await left(shop)).toEqual([]);
});

test('it can be stopped anywhere and run again', async () => {
  const shop = await openWorkshop();
  await tellStory(shop, provision);
  for (const stopAfter of [1, 4, 9]) {
    const { outcomes } = await tellStory(shop, teardown, { stopAfter });
    expect(outcomes['not-started']).toBeGreaterThan(0);
  }
  expect((await tellStory(shop, teardown)).failure).toBeUndefined();
  expect(await left(shop)).toEqual([]);
});

test('up, after a teardown, builds the whole of it again', async () => {
  const shop = await openWorkshop();
  const first = await tellStory(shop, provision);
  await tellStory(shop, teardown);
  const { outcomes, failure } = await tellStory(shop, provision);
  expect({ outcomes, failure }).toEqual({ outcomes: first.outcomes, failure: undefined });
});

test('another stage of the same project, and a neighbour named like us, notice nothing', async () => {
  const shop = await openWorkshop();
  const { cloud } = shop;
  const prod = await openWorkshop({ STAGE: 'prod', VPC_CIDR: '10.50.0.0/16' }, cloud.account);
  for (const one of [shop, prod]) await tellStory(one, provision);

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

  expect((await tellStory(shop, teardown)).failure).toBeUndefined();
  expect(await left(shop)).toEqual([]);

  expect((await cloud.s3.send(new ListObjectsV2Command({ Bucket }))).Contents).toMatchObject([{ Key: 'precious' }]);
  expect(await cloud.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).toBeDefined();
  const { VpcEndpoints = [] } = await cloud.ec2.send(new DescribeVpcEndpointsCommand({}));
  expect(VpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId)).toContain(VpcEndpoint?.VpcEndpointId);
  const { Vpcs = [] } = await cloud.ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs.map(({ VpcId }) => VpcId)).toContain(Vpc?.VpcId);
  const after = await tellStory(prod, provision);
  expect([after.outcomes, after.writes]).toEqual([{ unchanged: after.results.length }, 0]);
});

test('a bucket name that another account has taken keeps nothing else from going', async () => {
  const shop = await openWorkshop();
  const stranger = await openWorkshop();
  const { bucket } = names(shop.cloud, shop.settings);
  await stranger.cloud.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await tellStory(shop, provision);
  const { outcomes, failure } = await tellStory(shop, teardown);
  expect((failure as AggregateError).errors.map(String)).toEqual([
    expect.stringContaining(`S3 bucket ${bucket} belongs to another account`),
  ]);
  expect(outcomes['not-started']).toBeUndefined();
  expect(await left(shop)).toEqual([]);
});
