// A queue and its dead-letter queue in four beats. SQS gives numbers as text and policies as JSON: this is no drift.

import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { onlyOverTls, policy } from '../../aws/policy.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud, type TestCloud } from '../../testing/test-cloud.ts';
import { queueBreaks } from './breaks.ts';
import { type Queue, sqsQueue } from './queue.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const { sqs } = cloud;
const QUEUE = { about: PURPOSE, visibilitySeconds: 60, policy: policy(onlyOverTls('sqs:*', ['*'])) };

const deadLettersOf = ({ cloud }: Pick<TestCloud, 'cloud'>) =>
  sqsQueue<object>(cloud, {
    ...QUEUE,
    name: `${name}-dead-letters`,
    acceptsFailuresOf: [cloud.arn('sqs', `${name}-jobs`)],
  });
const deadLetters = deadLettersOf(testCloud);
const queue = sqsQueue<{ deadLetters: Queue }>(cloud, { ...QUEUE, name: `${name}-jobs`, receivesAtMost: 5 });
const needs = async () => ({ deadLetters: await make(deadLetters) });

fourBeats('The dead-letter queue', testCloud, () => ({ step: deadLetters, needs: {} }), queueBreaks, [
  'somebody lets a message fail a hundred times',
  'somebody cuts the way to the dead letters',
]);
fourBeats('The queue', testCloud, async () => ({ step: queue, needs: await needs() }), queueBreaks, [
  'somebody lets every queue send its failures here',
]);

test('several attributes changed by hand are all named and all repaired in one call', async () => {
  const { url } = await make(queue, await needs());
  const Attributes = { VisibilityTimeout: '1', ReceiveMessageWaitTimeSeconds: '1' };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  const before = cloud.journal.writes;
  const { drift } = await queue.ensure(await needs(), ctx);
  expect(drift.map(({ field }) => field).sort()).toEqual(['ReceiveMessageWaitTimeSeconds', 'VisibilityTimeout']);
  expect(drift[0]).toMatchObject({ live: '1', wanted: 60 });
  expect(cloud.journal.writes - before).toBe(1);
});

test('an attribute that we do not declare is left as somebody set it', async () => {
  const { url } = await make(queue, await needs());
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { DelaySeconds: '3' } }));
  expect(await queue.ensure(await needs(), ctx)).toMatchObject({
    outcome: 'unchanged',
    live: { attributes: { DelaySeconds: '3' } },
  });
});

test('a queue that an earlier run only just created, with tags and nothing else, is finished', async () => {
  const half = await openTestCloud();
  const step = deadLettersOf(half);
  await half.cloud.sqs.send(new CreateQueueCommand({ QueueName: step.name, tags: { ...half.cloud.tags } }));
  expect(await step.ensure({}, half.ctx)).toMatchObject({ outcome: 'repaired' });
  expect(await half.writesDuring(() => step.ensure({}, half.ctx))).toBe(0);
});
