// From events to items, on a real bucket and a real table of the local cloud. Below the SDK a test puts only what AWS alone
// does: a version that is not seen at once, an answer that does not come.

import { randomUUID } from 'node:crypto';
import { CreateTableCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Context } from 'aws-lambda';
import { beforeEach, expect, test, vi } from 'vitest';
import { objectReader } from '../../../runtime/read-object.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import type { Item } from '../item.ts';
import { auditWriter, type Tools } from './audit.ts';
import { itemStore } from './store.ts';
import { Telemetry } from './telemetry.ts';

const { cloud } = await openTestCloud();
const { s3, dynamodb } = cloud;
const Bucket = `files-${cloud.account}`;
await s3.send(new CreateBucketCommand({ Bucket }));
await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));

/** Each test has a table of its own. */
let TableName = '';
beforeEach(async () => {
  TableName = `events-${randomUUID()}`;
  const [AttributeType, HASH, RANGE] = ['S', 'HASH', 'RANGE'] as const;
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['file', 'event'].map((AttributeName) => ({ AttributeName, AttributeType })),
      KeySchema: [
        { AttributeName: 'file', KeyType: HASH },
        { AttributeName: 'event', KeyType: RANGE },
      ],
    }),
  );
});
const items = async () => {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }));
  return Items.map((one) => unmarshall(one) as Item);
};

const lines: object[] = [];
const logger = {
  addContext() {},
  info: (message: string, more: object) => void lines.push({ message, ...more }),
  warn: (message: string, more: object) => void lines.push({ message, ...more }),
};
const metrics = { addMetric() {}, publishStoredMetrics() {} };
const telemetry = new Telemetry(logger as never, metrics as never);
const context = (seconds = 60) => ({ getRemainingTimeInMillis: () => seconds * 1000 }) as Context;

const writer = (change: Partial<Tools> = {}) =>
  auditWriter({
    ...{ read: objectReader(s3, [1]), store: itemStore(dynamodb, TableName), telemetry, maxBytes: 1e6 },
    ...change,
  });

const put = async (Key: string, Body: string) => {
  const input = { Bucket, Key, Body, ContentType: 'text/csv', Metadata: { who: 'ana' } };
  const { VersionId, ETag = '' } = await s3.send(new PutObjectCommand(input));
  return { key: Key, size: Body.length, eTag: ETag.replaceAll('"', ''), versionId: String(VersionId) };
};
type Told = { key: string; size?: number; versionId?: string; sequencer?: string };
const event = ({ key, ...object }: Told, eventName = 'ObjectCreated:Put') => ({
  Records: [
    {
      ...{ eventName, eventTime: '2026-11-26T10:00:00.000Z', userIdentity: { principalId: 'AWS:ana' } },
      ...{ requestParameters: { sourceIPAddress: '203.0.113.7' }, responseElements: { 'x-amz-request-id': 'R1' } },
      s3: { bucket: { name: Bucket }, object: { sequencer: '0A1B', ...object, key: encodeURIComponent(key) } },
    },
  ],
});

test('an upload is one item with all that is known of it', async () => {
  const object = await put('março/vendas.csv', 'a;b\n1;2\n');
  await writer()(event(object), context());
  const [item, ...others] = await items();
  expect(others).toEqual([]);
  expect(item).toEqual({
    ...{ file: 'março/vendas.csv', event: `0A1B${'0'.repeat(36)}#ObjectCreated:Put` },
    ...{ status: 'success', format: 'csv', lines: 2, newlines: 2, bytes: 8 },
    ...{ contentType: 'text/csv', metadata: { who: 'ana' }, etag: object.eTag, versionId: object.versionId },
    ...{ uploadedAt: '2026-11-26T10:00:00.000Z', processedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) },
    ...{ day: item?.processedAt.slice(0, 10), uploadedBy: 'AWS:ana', sourceIp: '203.0.113.7', requestId: 'R1' },
  });
});

test('a failure is an item, not an exception', async () => {
  const broken = await put('broken.json', '{"a":');
  const large = { ...(await put('large.csv', 'a')), size: 2e6 };
  const gone = { ...(await put('gone.csv', 'a')), versionId: randomUUID() };
  for (const one of [broken, large, gone]) await writer()(event(one), context());
  await writer()(
    { Records: [{ ...event(broken).Records[0], s3: { bucket: { name: Bucket }, object: { key: '%' } } }] },
    context(),
  );
  const reasons = Object.fromEntries((await items()).map(({ file, status, reason }) => [file, [status, reason]]));
  expect(reasons).toEqual({
    'broken.json': ['failure', 'not JSON: it ends too early'],
    'large.csv': ['failure', 'too large'],
    'gone.csv': ['failure', 'gone before it was read'],
    '%': ['failure', 'its name is badly encoded'],
  });
});

test('without versions an object that was overwritten meanwhile is said to be so', async () => {
  const { key } = await put('twice.csv', 'a');
  await writer()(event({ key, ...{ eTag: 'of-before' } }), context());
  expect(await items()).toMatchObject([{ status: 'failure', reason: 'overwritten before it was read' }]);
});

test('a deletion is an event: an item without lines; the object is not read', async () => {
  const object = await put('a.csv', 'a\n');
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a.csv' }));
  const read = vi.fn();
  await writer({ read })(event({ key: object.key, sequencer: '0A2' }, 'ObjectRemoved:DeleteMarkerCreated'), context());
  expect(read).not.toHaveBeenCalled();
  const [item] = await items();
  expect(item).toMatchObject({ file: 'a.csv', status: 'success', uploadedAt: '2026-11-26T10:00:00.000Z' });
  expect(item).not.toHaveProperty('lines');
});

test('a version that S3 does not find at once is looked for again', async () => {
  const object = await put('late.csv', 'a\n');
  let tries = 0;
  const late = {
    send: async (command: never, ...more: never[]) => {
      tries += 1;
      if (tries === 1)
        throw Object.assign(new Error('The specified version does not exist.'), { name: 'NoSuchVersion' });
      return s3.send(command, ...more);
    },
  };
  await writer({ read: objectReader(late as never, [1]) })(event(object), context());
  expect(await items()).toMatchObject([{ status: 'success', lines: 1 }]);
});

test('out of time: the item says so, before Lambda ends the run', async () => {
  const read: Tools['read'] = async (_, signal) => ({
    contentType: 'text/plain',
    metadata: undefined,
    body: (async function* () {
      yield Buffer.from('a\n');
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    })(),
  });
  await writer({ read })(event({ key: 'endless.txt', size: 9e5 }), context(0.3));
  expect(await items()).toMatchObject([
    { status: 'failure', reason: 'too large to be read in time', bytes: 9e5, contentType: 'text/plain' },
  ]);
});

test.each(['AccessDenied', 'SlowDown', 'InternalError', 'TimeoutError'])(
  '%s is thrown, so that Lambda tries again, and nothing is written',
  async (name) => {
    const s3 = { send: () => Promise.reject(Object.assign(new Error('no'), { name })) };
    await expect(writer({ read: objectReader(s3 as never) })(event({ key: 'a.csv' }), context())).rejects.toThrow('no');
    expect(await items()).toEqual([]);
  },
);

test('a table that does not answer is thrown; what is no event is thrown with a sentence', async () => {
  const object = await put('b.csv', 'a\n');
  await expect(writer({ store: itemStore(dynamodb, 'nowhere') })(event(object), context())).rejects.toThrow();
  await expect(writer()({ hello: 1 }, context())).rejects.toThrow('This is not an event of S3');
});
