// The wiring, beat by beat: from the bucket to the queue, from the queue to the function.
// Notice: a bucket has one notification document for everybody; what others wrote into it must survive whatever we do.

import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import {
  type Event,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  type QueueConfiguration,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { fourBeats } from '../testing/four-beats.ts';
import { underpin } from '../testing/underpinnings.ts';
import { openWorkshop } from '../testing/workshop.ts';
import type { QueueToFunction } from './lambda/event-source-mapping.ts';

const shop = await openWorkshop();
const { cloud, part, make } = shop;
const { lambda, s3 } = cloud;
const ground = await underpin(shop);
const worker = await make(part.worker.function, ground);
const at = { Bucket: ground.bucket.name };

const update = (field: string, change: object) => ({
  field,
  byHand: ({ id }: QueueToFunction) => lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, ...change })),
});
fourBeats(
  'From the queue to the function',
  shop,
  () => ({ step: part.queueToWorker, needs: { queue: ground.queue, function: worker } }),
  {
    'somebody makes batches of one': update('BatchSize', { BatchSize: 1 }),
    'somebody disables it': update('Enabled', { Enabled: false }),
    'somebody lets more calls run at the same time': update('ScalingConfig', {
      ScalingConfig: { MaximumConcurrency: 50 },
    }),
    'somebody turns the report of single failures off': update('FunctionResponseTypes', { FunctionResponseTypes: [] }),
    'somebody waits longer for a batch': update('MaximumBatchingWindowInSeconds', {
      MaximumBatchingWindowInSeconds: 60,
    }),
  },
);

test('there is never a second mapping between the same two', async () => {
  for (let time = 0; time < 2; time += 1) await make(part.queueToWorker, { queue: ground.queue, function: worker });
  const { EventSourceMappings } = await lambda.send(
    new ListEventSourceMappingsCommand({ EventSourceArn: ground.queue.arn }),
  );
  expect(EventSourceMappings).toHaveLength(1);
});

const read = async (): Promise<QueueConfiguration[]> =>
  (await s3.send(new GetBucketNotificationConfigurationCommand(at))).QueueConfigurations ?? [];
const put = (QueueConfigurations: QueueConfiguration[]) =>
  s3.send(new PutBucketNotificationConfigurationCommand({ ...at, NotificationConfiguration: { QueueConfigurations } }));
const theirs = {
  Id: 'of somebody else',
  QueueArn: ground.deadLetters.arn,
  Events: ['s3:ObjectRemoved:*' as Event],
};
const ours = (change: Partial<QueueConfiguration>) => async () =>
  put((await read()).map((entry) => (entry.Id === theirs.Id ? entry : { ...entry, ...change })));

describe('beside the entry of somebody else', async () => {
  await put([theirs]);
  const needs = { bucket: ground.bucket, queue: ground.queue };
  fourBeats('From the bucket to the queue', shop, () => ({ step: part.bucketToQueue, needs }), {
    'somebody listens to copies only': { field: 'Events', byHand: ours({ Events: ['s3:ObjectCreated:Copy'] }) },
    'somebody sends our events to another queue': {
      field: 'QueueArn',
      byHand: ours({ QueueArn: ground.deadLetters.arn }),
    },
    'somebody counts only files of one folder': {
      field: 'Filter',
      byHand: ours({ Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } } }),
    },
  });

  test('that entry survived all of it', async () => {
    expect(await read()).toMatchObject([theirs]);
    await make(part.bucketToQueue, needs);
    expect(await read()).toContainEqual(expect.objectContaining(theirs));
    expect(await read()).toHaveLength(2);
  });
});
