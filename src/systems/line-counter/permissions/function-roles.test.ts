// The functions' roles and the queue's policy, on a cloud that enforces them: everything works, and each right that is
// removed breaks something with a name. What the local cloud does not check, simulated-roles.test.ts checks.

import { randomUUID } from 'node:crypto';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutBucketNotificationConfigurationCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCloud } from '../../../aws/clients.ts';
import type { Policy, Statement } from '../../../aws/policy.ts';
import { until, unwatched } from '../../../engine/wait.ts';
import { lettersNaming, withMailbox } from '../../../patterns/mailbox.ts';
import { lacking } from '../../../permissions/testing/enforcing-cloud.ts';
import { waitForRecords } from '../records.ts';
import { type EnforcedCounter, openEnforcedCounter } from '../testing/enforced.ts';

const PATIENCE = 30; // seconds
const START = 120_000; // milliseconds

let place: EnforcedCounter;
beforeAll(async () => {
  place = await openEnforcedCounter();
}, START);
afterAll(() => place?.close());

const mailbox = () => ({ queue: place.part.mailbox, topicArn: place.topicArn });
const ctx = unwatched();
const newKey = () => `${randomUUID()}.txt`;
const put = (Key: string) =>
  place.cloud.s3.send(new PutObjectCommand({ Bucket: place.names.bucket, Key, Body: 'um\ndois\n' }));
const recordsOf = (keys: string[], patience = PATIENCE) =>
  waitForRecords(place.cloud, place.names, keys, { patience, signal: new AbortController().signal });

/** How often the worker's log contains these words. */
async function said(words: string): Promise<number> {
  const logGroupName = `/aws/lambda/${place.names.worker}`;
  const { events = [] } = await place.cloud.logs.send(new FilterLogEventsCommand({ logGroupName }));
  return events.filter(({ message }) => message?.toLowerCase().includes(words)).length;
}

/** Does the work without one right, until the worker's log says again that it was refused. */
async function refused(action: string, work: () => Promise<unknown>): Promise<void> {
  const sentence = `is not authorized to perform: ${action} `.toLowerCase();
  const before = await said(sentence);
  await lacking(place.cloud, place.names.worker, action, async () => {
    await work();
    await until(ctx, sentence, PATIENCE, async () => (await said(sentence)) > before || undefined);
  });
}

describe('the worker’s role, enforced', () => {
  test('with all of it a file is counted, announced to a subscriber, and found through the reader', async () => {
    const key = newKey();
    const letters = await withMailbox(place.cloud, mailbox(), ctx, async (open) => {
      await put(key);
      return lettersNaming([key], open, ctx);
    });
    expect(letters).toHaveLength(1);
    expect((await recordsOf([key])).records).toMatchObject([{ key, status: 'counted', lines: 2 }]);
  });

  test('without s3:GetObjectVersion no upload is read', async () => {
    const key = newKey();
    await refused('s3:GetObjectVersion', () => put(key));
    expect((await recordsOf([key], 1)).missing).toEqual([key]);
  });

  test('without s3:GetObject an upload whose event names no version (suspended versioning) is not read', async () => {
    const key = newKey();
    await put(key);
    await recordsOf([key]);
    await refused('s3:GetObject', () => sendEvent(key));
  });

  test('without sns:Publish a file is counted, but nobody gets a mail', async () => {
    const key = newKey();
    const letters = await withMailbox(place.cloud, mailbox(), ctx, async (open) => {
      await refused('sns:Publish', () => put(key));
      return open.receive();
    });
    expect(letters.filter(({ text }) => text.includes(key))).toEqual([]);
    expect((await recordsOf([key])).records).toMatchObject([{ key, status: 'counted' }]);
  });
});

/** As S3 reports an upload to a bucket without versions. */
const sendEvent = (key: string) => {
  const bucket = { name: place.names.bucket, arn: `arn:aws:s3:::${place.names.bucket}` };
  const head = { eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put' };
  const object = { key, size: 8, sequencer: 'F'.repeat(18) };
  const event = { ...head, eventTime: new Date().toISOString(), s3: { bucket, object } };
  const MessageBody = JSON.stringify({ Records: [event] });
  return place.cloud.sqs.send(new SendMessageCommand({ QueueUrl: place.queue.url, MessageBody }));
};

describe('the queue’s policy, enforced', () => {
  const conditions = (change: object) => (one: Statement) => ({ ...one, Condition: { ...one.Condition, ...change } });
  const setPolicy = (policy: Policy) =>
    place.cloud.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: place.queue.url, Attributes: { Policy: JSON.stringify(policy) } }),
    );
  const connect = () => {
    const Queue = {
      Id: `${place.names.stack}-uploads`,
      QueueArn: place.queue.arn,
      Events: ['s3:ObjectCreated:*' as const],
    };
    const NotificationConfiguration = { QueueConfigurations: [Queue] };
    return place.cloud.s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket: place.names.bucket, NotificationConfiguration }),
    );
  };

  test.for<[string, (one: Statement) => Statement[]]>([
    ['without the statement UploadsOfOurBucket', () => []],
    [
      'admitting another bucket only',
      (one) => [conditions({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::other' } })(one)],
    ],
    [
      'admitting another account only',
      (one) => [conditions({ StringEquals: { 'aws:SourceAccount': '999999999999' } })(one)],
    ],
  ])('%s, S3 refuses to connect the bucket, and no upload arrives', async ([, change]) => {
    const whole: Policy = JSON.parse(place.queue.attributes.Policy ?? '');
    const Statement = whole.Statement.flatMap((one) => (one.Sid === 'UploadsOfOurBucket' ? change(one) : [one]));
    const [lost, found] = [newKey(), newKey()];
    await connect();
    await setPolicy({ ...whole, Statement });
    try {
      await expect(connect()).rejects.toThrow(/Unable to validate the following destination configurations/);
      await put(lost);
      // The event needs a moment to arrive. Until then the policy must stay as it is.
      expect((await recordsOf([lost], 2)).missing).toEqual([lost]);
    } finally {
      await setPolicy(whole);
    }
    await connect();
    await put(found);
    await recordsOf([found]);
    expect((await recordsOf([lost], 1)).missing).toEqual([lost]);
  });

  test('without TLS the queue refuses everybody, also the root of the account', async () => {
    const QueueName = place.names.queue;
    const { account, region } = place.cloud;
    const plain = await openCloud({ account, region, endpoint: place.plainEndpoint });
    await expect(plain.sqs.send(new GetQueueUrlCommand({ QueueName }))).rejects.toThrow(/denied/);
    await place.cloud.sqs.send(new GetQueueUrlCommand({ QueueName }));
    plain.close();
  });
});
