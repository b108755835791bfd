// From the queue to the function, beat by beat.

import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { fourBeats } from '../testing/four-beats.ts';
import { underpin } from '../testing/underpinnings.ts';
import { openWorkshop } from '../testing/workshop.ts';
import type { QueueToFunction } from './lambda/event-source-mapping.ts';

const shop = await openWorkshop();
const { cloud, part, make } = shop;
const { lambda } = cloud;
const ground = await underpin(shop);
const worker = await make(part.worker.function, ground);

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
