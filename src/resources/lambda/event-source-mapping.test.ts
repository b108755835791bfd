// The event source mapping in four beats: Lambda takes messages from a queue and calls a function with them.

import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { policy } from '../../aws/policy.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { functionStep, makeNetwork, makeRole } from '../../testing/prerequisites.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { sqsQueue } from '../sqs/queue.ts';
import { mappingBreaks } from './breaks.ts';
import { eventSourceMapping } from './event-source-mapping.ts';

const testCloud = await openTestCloud();
const { cloud, name, make } = testCloud;
const { subnets, group } = await makeNetwork(testCloud);
const { role, logs } = await makeRole(testCloud);
const fn = functionStep(testCloud);
const worker = await make(fn, { role, logs, subnets, group });
const queue = await make(
  sqsQueue<object>(cloud, { name: `${name}-jobs`, about: PURPOSE, visibilitySeconds: 300, policy: policy() }),
);
const mapping = eventSourceMapping(cloud, {
  queueName: `${name}-jobs`,
  functionName: fn.name,
  about: PURPOSE,
  batchSize: 5,
  windowSeconds: 1,
  maximumConcurrency: 5,
});
const needs = { queue, function: worker };

fourBeats('From the queue to the function', testCloud, () => ({ step: mapping, needs }), mappingBreaks);

test('there is never a second mapping between the same two', async () => {
  for (let time = 0; time < 2; time += 1) await make(mapping, needs);
  const listed = await cloud.lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn: queue.arn }));
  expect(listed.EventSourceMappings).toHaveLength(1);
});
