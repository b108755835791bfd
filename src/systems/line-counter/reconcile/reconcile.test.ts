// Files without records, on a system that is really up: S3, SQS, Lambda and the cache of the local cloud. The test
// itself causes the faults: no notification, a lost cache, a late event.

import { DeleteObjectCommand, PutBucketNotificationConfigurationCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { provision } from '../../../../provision/line-counter.ts';
import { SILENT } from '../../../engine/progress.ts';
import { startRun } from '../../../engine/run.ts';
import { wallClock } from '../../../engine/wait.ts';
import { depthOf } from '../../../operate/dead-letters/depth.ts';
import { forgetRecords } from '../forget-records.ts';
import { namesOf } from '../names.ts';
import type { FileRecord } from '../record.ts';
import { listRecords, waitForRecords } from '../records.ts';
import { type OpenLineCounter, openLineCounter } from '../testing/open.ts';
import { compare } from './compare.ts';
import { storedFiles } from './listing.ts';
import { reconcile } from './reconcile.ts';
import { untilRecorded } from './waiting.ts';

const STAGE = 'again';
const { signal } = new AbortController();
let counter: OpenLineCounter;
let names: ReturnType<typeof namesOf>;
let queueUrl: string;

async function up(): Promise<void> {
  const { run, finished } = startRun({ clock: wallClock(), screen: SILENT, journal: counter.cloud.journal });
  provision(run, counter.part);
  await finished();
}

beforeAll(async () => {
  counter = await openLineCounter({ STAGE, ALARMS: 'off' });
  names = namesOf(counter.cloud, counter.settings);
  await up();
  queueUrl = (await depthOf(counter.cloud, names.queue)).url;
});
afterAll(() => counter.cloud.close());

const put = (Key: string, content: string) =>
  counter.cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: Buffer.from(content) }));
/** Somebody removes the notification, so uploads get no event from now on. */
const silence = () =>
  counter.cloud.s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket: names.bucket, NotificationConfiguration: {} }),
  );

/** Has files without a record counted. Gives the reason for each file. */
async function having(to: { before?: Date; plan?: boolean } = {}) {
  const [found, leftOut]: [string[], string[]] = [[], []];
  const sent = new Map<string, string>();
  const { files, gone } = await reconcile(counter.cloud, {
    ...{ bucket: names.bucket, reader: names.reader, signal, before: to.before, progress() {} },
    queueUrl: to.plan ? undefined : queueUrl,
    found({ key, why, sequencer }) {
      found.push(`${key}: ${why}`);
      if (!to.plan) sent.set(key, sequencer);
    },
    leftOut: ({ key }) => void leftOut.push(key),
  });
  const waiting = await untilRecorded(counter.cloud, names, sent, { clock: wallClock(), patience: 40, progress() {} });
  expect(waiting).toEqual([]);
  return { found, leftOut, files, gone };
}

const recordOf = async (key: string) => (await listRecords(counter.cloud, names)).find((one) => one.key === key);
const linesOf = (record: FileRecord | undefined) => record?.status === 'counted' && record.lines;
const counted = async (key: string) => {
  await waitForRecords(counter.cloud, names, [key], { patience: 40, signal });
  return linesOf(await recordOf(key));
};

test('nothing in the bucket, and then nothing without a record', async () => {
  expect(await having()).toEqual({ found: [], leftOut: [], files: 0, gone: 0 });
  await put('de sempre.txt', '1\n');
  expect(await counted('de sempre.txt')).toBe(1);
  expect(await having()).toEqual({ found: [], leftOut: [], files: 1, gone: 0 });
});

test('the cache was lost: every file is counted again, and a second run has nothing to do', async () => {
  await put('outro.txt', '1\n2\n');
  await counted('outro.txt');
  await forgetRecords(inject('cloud').endpoint, names.namespace, inject('cloud').home);
  expect(await listRecords(counter.cloud, names)).toEqual([]);
  const found = ['de sempre.txt: no record', 'outro.txt: no record'];
  expect(await having({ plan: true })).toMatchObject({ found });
  expect(await listRecords(counter.cloud, names)).toEqual([]);
  expect(await having()).toMatchObject({ found });
  expect([linesOf(await recordOf('de sempre.txt')), linesOf(await recordOf('outro.txt'))]).toEqual([1, 2]);
  expect(await having()).toMatchObject({ found: [] });
});

test('a version whose event was lost replaces the older count; the next event of S3’s own wins', async () => {
  const key = 'versões.txt';
  await put(key, '1\n');
  expect(await counted(key)).toBe(1);
  await silence();
  for (const lines of [2, 3]) {
    await put(key, 'x\n'.repeat(lines));
    expect(await having()).toMatchObject({ found: [`${key}: newer version`] });
    expect(linesOf(await recordOf(key))).toBe(lines);
    expect(await having()).toMatchObject({ found: [] });
  }
  await up();
  await put(key, 'x\n'.repeat(4));
  expect(await counted(key)).toBe(4);
  expect(await having()).toMatchObject({ found: [] });
});

test('a version that comes and is counted while the files are compared is not replaced by the one before it', async () => {
  const key = 'no meio.txt';
  await put(key, '1\n');
  await counted(key);
  const listed = (await storedFiles(counter.cloud, names.bucket).next()).value ?? [];
  await put(key, '1\n2\n');
  expect(await counted(key)).toBe(2);
  expect(await compare(counter.cloud, names, listed)).toMatchObject({ unrecorded: [], known: listed.length });
});

test('S3’s own event comes after ours, and its record is kept', async () => {
  await silence();
  const key = 'atrasado.txt';
  const { ETag, VersionId } = await put(key, '1\n2\n');
  await having();
  expect(await recordOf(key)).toMatchObject({ lines: 2, sequencer: '0'.repeat(18) });
  const object = { key, size: 4, eTag: ETag?.replaceAll('"', ''), versionId: VersionId, sequencer: '0066' };
  const event = { eventName: 'ObjectCreated:Put', eventTime: new Date().toISOString() };
  const Records = [{ ...event, s3: { bucket: { name: names.bucket }, object } }];
  await counter.cloud.sqs.send(
    new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ Records }) }),
  );
  await expect.poll(() => recordOf(key), { timeout: 40_000 }).toMatchObject({ lines: 2, sequencer: '0066' });
  expect(await having()).toMatchObject({ found: [] });
});

test('a record of a deleted file is only counted; a young file can be left out', async () => {
  await silence();
  const { VersionId } = await put('sumiu.txt', '1\n');
  expect(await having({ before: new Date(Date.now() - 60_000) })).toMatchObject({ found: [], leftOut: ['sumiu.txt'] });
  await having();
  await counter.cloud.s3.send(new DeleteObjectCommand({ Bucket: names.bucket, Key: 'sumiu.txt', VersionId }));
  expect(await having()).toMatchObject({ found: [], gone: 1 });
  expect(await recordOf('sumiu.txt')).toMatchObject({ lines: 1 });
});
