// Both queues, beat by beat: one break for each attribute that we declare.
// Notice: SQS takes and gives numbers as text and policies as JSON; none of that is drift.

import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { openWorkshop } from '../../testing/workshop.ts';
import type { Queue } from './queue.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx } = shop;
const { sqs } = cloud;

const set = (field: string, value: string) => ({
  field,
  byHand: ({ url }: Queue) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { [field]: value } })),
});
const openToAll = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' }],
});
const common = {
  'somebody shortens the time that a message stays hidden': set('VisibilityTimeout', '5'),
  'somebody keeps messages for a minute only': set('MessageRetentionPeriod', '60'),
  'somebody turns long polling off': set('ReceiveMessageWaitTimeSeconds', '0'),
  'somebody turns encryption off': set('SqsManagedSseEnabled', 'false'),
  'somebody deletes the policy': set('Policy', ''),
  'somebody opens it to the world': set('Policy', openToAll),
};

fourBeats('The dead-letter queue', shop, () => ({ step: part.deadLetters, needs: {} }), {
  ...common,
  'somebody lets every queue send its failures here': set('RedriveAllowPolicy', '{"redrivePermission":"allowAll"}'),
});

const needs = async () => ({ deadLetters: await make(part.deadLetters) });
fourBeats('The queue', shop, async () => ({ step: part.queue, needs: await needs() }), {
  ...common,
  'somebody lets a message fail a hundred times': {
    field: 'RedrivePolicy',
    byHand: async ({ url }) => {
      const { deadLetters } = await needs();
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 100 });
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy } }));
    },
  },
  'somebody cuts the way to the dead letters': set('RedrivePolicy', ''),
});

test('several attributes changed by hand are all named and all put back, in one call', async () => {
  const { url } = await make(part.queue, await needs());
  const Attributes = { VisibilityTimeout: '1', ReceiveMessageWaitTimeSeconds: '1' };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  const before = cloud.journal.writes;
  const { drift } = await part.queue.ensure(await needs(), ctx);
  expect(drift.map(({ field }) => field).sort()).toEqual(['ReceiveMessageWaitTimeSeconds', 'VisibilityTimeout']);
  expect(drift[0]).toMatchObject({ live: '1', wanted: 1801 });
  expect(cloud.journal.writes - before).toBe(1);
});

test('an attribute that we do not declare is left as somebody set it', async () => {
  const { url } = await make(part.queue, await needs());
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { DelaySeconds: '3' } }));
  expect(await part.queue.ensure(await needs(), ctx)).toMatchObject({
    outcome: 'unchanged',
    live: { attributes: { DelaySeconds: '3' } },
  });
});

test('a queue that an earlier run only just created, with tags and nothing else, is finished', async () => {
  const half = await openWorkshop();
  const { deadLetters } = half.part;
  const name = 'ada-dev-line-counter-dead-letters';
  await half.cloud.sqs.send(new CreateQueueCommand({ QueueName: name, tags: { ...half.cloud.tags } }));
  expect(await deadLetters.ensure({}, half.ctx)).toMatchObject({ outcome: 'repaired' });
  expect(await half.writesDuring(() => deadLetters.ensure({}, half.ctx))).toBe(0);
});
