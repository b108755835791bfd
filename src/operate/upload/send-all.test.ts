// Many files at once: reported in their order, few at a time, and what happens to the others when one fails.

import { Readable } from 'node:stream';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, expect, test } from 'vitest';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { sendAll } from './send-all.ts';
import type { Outgoing } from './upload.ts';

const { cloud } = await openTestCloud();
afterAll(() => cloud.close());
const bucket = `sent-${cloud.account}`;
await cloud.s3.send(new CreateBucketCommand({ Bucket: bucket }));
const MEBIBYTE = 2 ** 20;

/** Files that are slow to read, and how many were open at the same time. */
function slowFiles(wanted: readonly [key: string, bytes: number, milliseconds: number][]) {
  let [open, most] = [0, 0];
  const opened: string[] = [];
  const files = wanted.map(([key, bytes, milliseconds]): Outgoing => {
    async function* content() {
      await new Promise((done) => setTimeout(done, milliseconds));
      if (key.startsWith('broken')) throw new Error('the disk is gone');
      yield Buffer.alloc(bytes, 'x');
      open -= 1;
    }
    return {
      ...{ key, bytes },
      open() {
        opened.push(key);
        open += 1;
        most = Math.max(most, open);
        return Readable.from(content());
      },
    };
  });
  return { files, opened, most: () => most };
}

async function send(files: readonly Outgoing[], signal = new AbortController().signal) {
  const sent: string[] = [];
  const arrived = new Map<string, number>();
  const failure = await sendAll(cloud, bucket, files, {
    signal,
    sent: ({ key }) => void sent.push(key),
    arrived: ({ key }, bytes) => void arrived.set(key, bytes),
  }).catch((error: unknown) => error);
  return { sent, arrived, failure };
}

test('small ones four at a time, reported in their order although the first is the slowest', async () => {
  const small = slowFiles([
    ['a', 10, 400],
    ...['b', 'c', 'd', 'e', 'f'].map((key): [string, number, number] => [key, 10, 100]),
  ]);
  const { sent, arrived, failure } = await send(small.files);
  expect([sent.join(''), failure, small.most()]).toEqual(['abcdef', undefined, 4]);
  expect(arrived.get('f')).toBe(10);
});

test('a large one is sent alone', async () => {
  const mixed = slowFiles([
    ['a', 10, 50],
    ['large', 2 * MEBIBYTE, 50],
    ['larger', 6 * MEBIBYTE, 50],
    ['b', 10, 50],
  ]);
  const { sent, arrived } = await send(mixed.files);
  expect([sent, mixed.most()]).toEqual([['a', 'large', 'larger', 'b'], 1]);
  expect(arrived.get('larger')).toBe(6 * MEBIBYTE);
});

test('one that fails: running ones arrive and are reported, no new one begins', async () => {
  const five = slowFiles([
    ['broken', 10, 50],
    ['b', 10, 300],
    ['c', 10, 300],
    ['d', 10, 300],
    ['e', 10, 0],
  ]);
  const { sent, failure } = await send(five.files);
  expect([sent.join(''), five.opened.includes('e')]).toEqual(['bcd', false]);
  expect(String(failure)).toContain('Uploading broken to');
});

test('two that fail: both are reported; Ctrl-C is not their failure', async () => {
  const two = slowFiles([
    ['broken 1', 10, 50],
    ['broken 2', 10, 50],
  ]);
  const { failure } = await send(two.files);
  expect((failure as AggregateError).errors.map(String).join()).toMatch(/broken 1.*broken 2/s);
  const { sent, failure: stopped } = await send(slowFiles([['a', 10, 0]]).files, AbortSignal.abort());
  expect([sent, String(stopped)]).toEqual([[], 'Interrupted: Stopped by Ctrl-C.']);
});
