// What SQS and SNS calls need: the action is called as the operation is, the resource is the queue or the topic.
// Notice: tags given at creation ask for the right to tag as well.

import { text } from './call.ts';
import { type Needing, need, needs, type World } from './need.ts';

const queueArn = (name: string, world: World) => world.arn('sqs', name.split('/').at(-1) ?? '');

const onQueue =
  (...operations: string[]): Needing =>
  (input, world) =>
    needs(
      operations.map((operation) => `sqs:${operation}`),
      queueArn(text(input, 'QueueUrl') || text(input, 'QueueName'), world),
    );

/** Whoever has messages moved needs what moving takes (SQS developer guide, "Configuring a dead-letter queue redrive"). */
const onMove = (operation: string, deadLetters: string) =>
  needs(
    [operation, 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((one) => `sqs:${one}`),
    deadLetters,
  );

export const SQS_NEEDS: Readonly<Record<string, Needing>> = {
  ListQueues: () => [need('sqs:ListQueues')],
  CreateQueue: onQueue('CreateQueue', 'TagQueue'),
  DeleteQueue: onQueue('DeleteQueue'),
  GetQueueUrl: onQueue('GetQueueUrl'),
  GetQueueAttributes: onQueue('GetQueueAttributes'),
  SetQueueAttributes: onQueue('SetQueueAttributes'),
  ListQueueTags: onQueue('ListQueueTags'),
  ReceiveMessage: onQueue('ReceiveMessage'),
  DeleteMessage: onQueue('DeleteMessage'),
  SendMessage: onQueue('SendMessage'),
  SendMessageBatch: onQueue('SendMessage'), // one right for both (Service Authorization Reference, SQS)
  ChangeMessageVisibility: onQueue('ChangeMessageVisibility'),
  StartMessageMoveTask: (input) => [
    ...onMove('StartMessageMoveTask', text(input, 'SourceArn')),
    need('sqs:SendMessage', text(input, 'DestinationArn')),
  ],
  ListMessageMoveTasks: (input) => onMove('ListMessageMoveTasks', text(input, 'SourceArn')),
  // A handle is JSON that names the queue, in base64.
  CancelMessageMoveTask: (input) => {
    const { sourceArn } = JSON.parse(Buffer.from(text(input, 'TaskHandle'), 'base64').toString());
    return onMove('CancelMessageMoveTask', sourceArn);
  },
};

const onTopic =
  (operation: string, field = 'TopicArn'): Needing =>
  (input) => [need(`sns:${operation}`, text(input, field))];

export const SNS_NEEDS: Readonly<Record<string, Needing>> = {
  ListTopics: () => [need('sns:ListTopics')],
  ListSubscriptions: () => [need('sns:ListSubscriptions')],
  CreateTopic: (input, world) => needs(['sns:CreateTopic', 'sns:TagResource'], world.arn('sns', text(input, 'Name'))),
  DeleteTopic: onTopic('DeleteTopic'),
  GetTopicAttributes: onTopic('GetTopicAttributes'),
  SetTopicAttributes: onTopic('SetTopicAttributes'),
  ListTagsForResource: onTopic('ListTagsForResource', 'ResourceArn'),
  ListSubscriptionsByTopic: onTopic('ListSubscriptionsByTopic'),
  Subscribe: onTopic('Subscribe'),
  // A subscription's ARN is its topic's and an id; IAM asks about the topic.
  Unsubscribe: (input) => [need('sns:Unsubscribe', text(input, 'SubscriptionArn').replace(/:[^:]+$/, ''))],
};
