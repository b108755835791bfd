// Uploads with errors: each ends with a sentence, never hangs, and leaves no sent parts that cost money.

import { Readable } from 'node:stream';
import { CreateBucketCommand, ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, expect, inject, test } from 'vitest';
import { type Owned, openCloud } from '../../aws/clients.ts';
import { upload } from './upload.ts';

const { endpoint } = inject('cloud');
const tags = {
  project: 'ada',
  stage: 'sent',
  stack: 'audit-log',
  region: 'us-east-1',
  'managed-by': 'sdk-scripts',
} as const;
const cloud: Owned = { ...(await openCloud({ region: 'us-east-1', endpoint, account: '135792468024' })), tags };
afterAll(() => cloud.close());

const bucket = 'uploads-that-go-wrong';
await cloud.s3.send(new CreateBucketCommand({ Bucket: bucket }));
const never = new AbortController().signal;

/** 64 KiB lines, `mebibytes` of them in all; `before` is called before each piece. */
const stream = (mebibytes: number, before: (piece: number) => unknown = () => {}) =>
  Readable.from(
    (async function* () {
      for (let piece = 0; piece < mebibytes * 16; piece += 1) {
        await before(piece);
        yield Buffer.alloc(65_536, 'x').fill('\n', 65_535);
      }
    })(),
  );

async function left(): Promise<number> {
  const { Uploads = [] } = await cloud.s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  const { Contents = [] } = await cloud.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Uploads.length + Contents.length;
}

test('a source that breaks in the middle', async () => {
  const open = () =>
    stream(20, (piece) => {
      if (piece === 200) throw new Error('the disk is gone');
    });
  await expect(upload(cloud, bucket, { key: 'half.txt', open }, never)).rejects.toThrow(
    'Uploading half.txt to uploads-that-go-wrong: Error: the disk is gone.',
  );
  expect(await left()).toBe(0);
});

test('a bucket that does not exist any more: the source is not read further', async () => {
  let read = 0;
  const source = stream(100, (piece) => (read = piece));
  await expect(upload(cloud, 'nowhere', { key: 'a.txt', open: () => source }, never)).rejects.toThrow(/NoSuchBucket/);
  expect(source.destroyed).toBe(true);
  expect(read).toBeLessThan(1_000);
});

test('Ctrl-C in the middle', async () => {
  const stopped = new AbortController();
  const open = () => stream(40, (piece) => piece === 300 && stopped.abort());
  await expect(upload(cloud, bucket, { key: 'long.txt', open }, stopped.signal)).rejects.toThrow('Stopped by Ctrl-C');
  expect(await left()).toBe(0);
});

test('several parts, counted over their borders; every part is complete', async () => {
  const file = { key: 'whole.txt', open: () => stream(12) };
  expect(await upload(cloud, bucket, file, never)).toEqual({ key: 'whole.txt', bytes: 12 * 2 ** 20, lines: 192 });
  const { Contents = [] } = await cloud.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  expect(Contents.map(({ Key, Size }) => ({ Key, Size }))).toEqual([{ Key: 'whole.txt', Size: 12 * 2 ** 20 }]);
});

test('in parts, S3 is asked for one checksum of the whole file, at the beginning and at the end', async () => {
  const asked: string[] = [];
  const note =
    (next: (args: unknown) => Promise<unknown>, { commandName }: { commandName?: string }) =>
    (args: unknown) => {
      const { headers } = (args as { request: { headers: Record<string, string> } }).request;
      if (headers['x-amz-checksum-type']) asked.push(`${commandName} ${headers['x-amz-checksum-type']}`);
      return next(args);
    };
  cloud.s3.middlewareStack.add(note as never, { step: 'finalizeRequest', name: 'note', priority: 'low' });
  await upload(cloud, bucket, { key: 'sums.txt', open: () => stream(6) }, never);
  cloud.s3.middlewareStack.remove('note');
  expect(asked).toEqual(['CreateMultipartUploadCommand FULL_OBJECT', 'CompleteMultipartUploadCommand FULL_OBJECT']);
});
