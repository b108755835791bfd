// The notification of a bucket in four beats.
// Notice: a bucket has one notification document for everybody; what others wrote into it must survive whatever we do.

import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { allowService, policy } from '../../aws/policy.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { sqsQueue } from '../sqs/queue.ts';
import { notificationBreaks } from './breaks.ts';
import { s3Bucket } from './bucket.ts';
import { bucketToQueue } from './notifications.ts';

const testCloud = await openTestCloud();
const { cloud, name, make } = testCloud;
const bucket = await make(s3Bucket(cloud, { name: `${name}-${cloud.account}`, about: PURPOSE }));
const at = { Bucket: bucket.name };

const makeQueue = (queueName: string) => {
  const from = { arn: bucket.arn, account: cloud.account };
  const mayS3 = allowService('Uploads', 's3.amazonaws.com', 'sqs:SendMessage', cloud.arn('sqs', queueName), from);
  return make(
    sqsQueue<object>(cloud, { name: queueName, about: PURPOSE, visibilitySeconds: 30, policy: policy(mayS3) }),
  );
};
const queue = await makeQueue(`${name}-jobs`);
const theirs = {
  Id: 'of somebody else',
  QueueArn: (await makeQueue(`${name}-others`)).arn,
  Events: ['s3:ObjectRemoved:*' as const],
};
await cloud.s3.send(
  new PutBucketNotificationConfigurationCommand({
    ...at,
    NotificationConfiguration: { QueueConfigurations: [theirs] },
  }),
);
const read = async () =>
  (await cloud.s3.send(new GetBucketNotificationConfigurationCommand(at))).QueueConfigurations ?? [];

const notification = bucketToQueue(cloud, { bucket: bucket.name, about: PURPOSE, id: `${name}-uploads` });
const needs = { bucket, queue };
fourBeats('From the bucket to the queue', testCloud, () => ({ step: notification, needs }), notificationBreaks);

test('the entry of somebody else survived all of it', async () => {
  expect(await read()).toMatchObject([theirs]);
  await make(notification, needs);
  expect(await read()).toContainEqual(expect.objectContaining(theirs));
  expect(await read()).toHaveLength(2);
});
