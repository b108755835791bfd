// What the worker needs for tests: two buckets, a topic with a mailbox, a ledger, and a function that sends batches.
// `put` makes the notification itself, so that a test may repeat it, change the order, or change its content.

import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { cacheKeys, nameOf } from '../../cache-keys.ts';
import { fromHash } from '../../record.ts';
import {
  account,
  batchOf,
  contextWith,
  randomAccount,
  s3For,
  silentTelemetry,
  snsFor,
  storeFor,
  testCache,
} from '../../testing/cache.ts';
import { lineCounter, type Parts } from '../batch.ts';
import { Ledger } from '../ledger.ts';
import { MailSlot } from '../mail-slot.ts';
import { publisher } from '../publish.ts';

/** One for each test file. Call `open` before its first test and `close` after its last. */
export function workplace() {
  const id = randomAccount();
  const s3 = s3For(id);
  const sns = snsFor(id);
  const sqs = new SQSClient(account(id));
  const cache = testCache();
  const namespace = `test:${randomUUID()}`;
  const keys = cacheKeys(namespace);
  const ledger = new Ledger(cache, keys);
  const { telemetry, numbers } = silentTelemetry();
  const versioned = `with-versions-${id}`;
  const plain = `without-versions-${id}`;
  let topicArn = '';
  let QueueUrl = '';

  async function open() {
    for (const Bucket of [versioned, plain]) await s3.send(new CreateBucketCommand({ Bucket }));
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await s3.send(new PutBucketVersioningCommand({ Bucket: versioned, VersioningConfiguration }));
    topicArn = (await sns.send(new CreateTopicCommand({ Name: 'news' }))).TopicArn ?? '';
    QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'mailbox' }))).QueueUrl ?? '';
    const asked = { QueueUrl, AttributeNames: ['QueueArn' as const] };
    const Endpoint = (await sqs.send(new GetQueueAttributesCommand(asked))).Attributes?.QueueArn;
    await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint }));
  }
  /** Publishes to the topic, through another endpoint if one is given. */
  const publishAt = (endpoint?: string) => publisher(topicArn, account(id, endpoint));
  const parts = (): Parts => ({
    s3: storeFor(id),
    publish: publishAt(),
    ledger,
    mailSlot: new MailSlot(cache, keys, { betweenMails: 20 }), // the real second is tested in burst.long.test.ts
    telemetry,
    namespace,
    maxBytes: 1e9,
    language: 'pt' as const,
  });

  /** Runs a batch and gives the ids of the messages that return to the queue. */
  async function run(bodies: unknown[], changes: Partial<Parts> = {}, milliseconds = 60_000): Promise<string[]> {
    const answer = await lineCounter({ ...parts(), ...changes })(batchOf(...bodies), contextWith(milliseconds));
    expect(Object.keys(answer)).toEqual(['batchItemFailures']);
    return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort();
  }

  let clock = 0;
  /** Puts a file and gives the record that S3 would send. */
  async function put(key: string, content: string | Uint8Array, Bucket = versioned) {
    const { ETag, VersionId } = await s3.send(
      new PutObjectCommand({ Bucket, Key: key, Body: content, ContentLength: Buffer.byteLength(content) }),
    );
    clock += 1;
    return {
      eventName: 'ObjectCreated:Put',
      eventTime: new Date().toISOString(),
      s3: {
        bucket: { name: Bucket },
        object: {
          key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
          size: Buffer.byteLength(content),
          eTag: ETag?.replaceAll('"', ''),
          ...(VersionId && { versionId: VersionId }),
          sequencer: clock.toString(16).toUpperCase().padStart(16, '0'),
        },
      },
    };
  }
  const message = (...Records: Awaited<ReturnType<typeof put>>[]) => ({ Records });

  const recordOf = async (key: string, bucket = versioned) =>
    fromHash(await cache.hgetall(keys.record(nameOf({ bucket, key }))));

  /** The mails since the last call. */
  async function mails(): Promise<{ Subject: string; Message: string }[]> {
    const found: { Subject: string; Message: string }[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      if (Messages.length === 0) return found;
      for (const { Body = '{}', ReceiptHandle } of Messages) {
        found.push(JSON.parse(Body));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  }

  const close = () => cache.disconnect();
  return {
    id,
    s3,
    cache,
    keys,
    namespace,
    versioned,
    plain,
    numbers,
    open,
    close,
    run,
    put,
    message,
    publishAt,
    recordOf,
    mails,
  };
}
