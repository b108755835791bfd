// What people and AWS do to a running system, so that `up` has everything to repair and `down` everything to remove.
// A test compares the recorded calls with the source, so it shows a call that nothing here causes.

import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateMultipartUploadCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { ListSubscriptionsByTopicCommand, SetSubscriptionAttributesCommand } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import { unwatched } from '../../engine/wait.ts';
import { breakByHand } from '../../resources/breaks.ts';

/** A log group that Lambda made before `up`: without tags. */
export const makeLogGroup = ({ logs }: Owned, functionName: string) =>
  logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${functionName}` }));

/** Breaks each existing part, in every way. */
export async function breakEverything(cloud: Owned, parts: object): Promise<void> {
  for (const step of stepsOf(parts)) if (await step.describe(unwatched())) await breakByHand(cloud, step, 'every');
}

/** A file that came while there was no notification. */
export async function loseEvent({ s3 }: Owned, Bucket: string): Promise<void> {
  await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: {} }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'without an event.txt', Body: 'x' }));
}

/** A message that failed for good. */
export async function setAside(
  { sqs }: Owned,
  QueueName: string,
  MessageBody = '{"Event":"s3:TestEvent"}',
): Promise<void> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

/** An e-mail subscription that hears everything. */
export async function loosenFilter({ sns }: Owned, TopicArn: string): Promise<void> {
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  for (const { Protocol, SubscriptionArn } of Subscriptions)
    if (Protocol === 'email')
      await sns.send(
        new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue: '{}' }),
      );
}

/** A key that XML cannot contain, and an upload that was never finished. */
export async function leaveBehind({ s3 }: Owned, Bucket: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a\u0001b', Body: 'x' }));
  await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'never finished' }));
}
