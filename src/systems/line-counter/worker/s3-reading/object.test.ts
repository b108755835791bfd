// The bytes that we read are those that S3 was given: real S3 for its checksums, and a server of ours that changes one
// byte.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type ChecksumAlgorithm, CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { Tally } from '../../../../runtime/count-lines.ts';
import { randomAccount, s3For, storeFor, stubServer, uploadOf } from '../../testing/cache.ts';
import { countObject } from './object.ts';

const id = randomAccount();
const bucket = `objects-${id}`;
const s3 = s3For(id, { requestChecksumCalculation: 'WHEN_REQUIRED' });
beforeAll(() => s3.send(new CreateBucketCommand({ Bucket: bucket })));

const count = (key: string, size: number, endpoint?: string) =>
  countObject(storeFor(id, endpoint, 1), uploadOf(key, { bucket, size }), new AbortController().signal);

describe('S3’s checksum, and what the record says of it', () => {
  test.each<[ChecksumAlgorithm | undefined, string]>([
    ['CRC64NVME', 'crc64nvme'],
    ['CRC32', 'crc32'],
    ['SHA256', 'unsupported'],
    [undefined, 'none'],
  ])('%s: %s', async (ChecksumAlgorithm, checksum) => {
    for (const size of [0, 9, 1_000, 20_000, 700_001]) {
      const content = Buffer.alloc(size, 'uma linha\n');
      const key = `${checksum}/${size}`;
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: content,
          ...(ChecksumAlgorithm && { ChecksumAlgorithm }),
        }),
      );
      const newlines = Math.floor(size / 10);
      const lines = Math.ceil(size / 10);
      expect(await count(key, size)).toEqual({ bytes: size, newlines, lines, checksum });
    }
  });
});

describe('a server of ours', () => {
  const content = randomBytes(300_000);
  const checksumOf = (algorithm: 'crc64nvme' | 'crc32') => {
    const tally = new Tally(algorithm);
    tally.add(content);
    return tally.end().checksum;
  };
  /** Sends `bytes` under these headers. */
  async function from(headers: Record<string, string | number>, bytes: Uint8Array, size = content.length) {
    const { endpoint, close } = await stubServer((_, response) => response.writeHead(200, headers).end(bytes));
    return count('lied.txt', size, endpoint).finally(close);
  }
  const flipped = Buffer.from(content);
  flipped[123_456] = (flipped[123_456] ?? 0) ^ 0x10;

  test.each(['crc64nvme', 'crc32'] as const)(
    'one flipped bit is noticed by %s, and would be in no other way',
    async (kind) => {
      const headers = { [`x-amz-checksum-${kind}`]: checksumOf(kind), 'x-amz-checksum-type': 'FULL_OBJECT' };
      expect(await from(headers, content)).toMatchObject({ bytes: content.length, checksum: kind });
      await expect(from(headers, flipped)).rejects.toThrow('The checksum differs: lied.txt arrived with');
      expect(await from({}, flipped)).toMatchObject({ bytes: content.length, checksum: 'none' });
    },
  );

  test('a checksum of parts is skipped, and the record says so', async () => {
    const parts = { 'x-amz-checksum-crc32': 'AAAAAA==-3', 'x-amz-checksum-type': 'COMPOSITE' };
    expect(await from(parts, content)).toMatchObject({ checksum: 'composite' });
    expect(await from({ 'x-amz-checksum-crc32c': 'AAAAAA==-3' }, content)).toMatchObject({ checksum: 'composite' });
    const whole = { 'x-amz-checksum-crc64nvme': checksumOf('crc64nvme'), 'x-amz-checksum-type': 'FULL_OBJECT' };
    expect(await from(whole, content)).toMatchObject({ checksum: 'crc64nvme' });
  });

  test.each(['sha512', 'md5', 'xxhash64', 'xxhash3', 'xxhash128', 'of-tomorrow'])(
    'a checksum of a kind that is not reckoned here, %s, is there all the same',
    async (kind) => {
      const whole = { [`x-amz-checksum-${kind}`]: 'AAAAAA==', 'x-amz-checksum-type': 'FULL_OBJECT' };
      expect(await from(whole, content)).toMatchObject({ checksum: 'unsupported' });
      expect(await from({ 'x-amz-checksum-type': 'FULL_OBJECT' }, content)).toMatchObject({ checksum: 'none' });
    },
  );

  test('counted pieces do not stay in memory: at most 16 MB of them, where it would be 40', async () => {
    const piece = Buffer.alloc(1_000_000, 'uma linha\n');
    const { endpoint, close } = await stubServer(async (_, response) => {
      response.writeHead(200, { 'content-length': 500e6 });
      for (let i = 0; i < 500; i += 1) if (!response.write(piece)) await once(response, 'drain');
      response.end();
    });
    const start = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - start);
    }, 5);
    expect(await count('long.txt', 500e6, endpoint)).toMatchObject({ newlines: 50e6 });
    clearInterval(watch);
    close();
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(16e6);
  });

  test('a stream that ends too early is noticed, with and without an announced length', async () => {
    const half = content.subarray(0, 150_000);
    await expect(from({ connection: 'close' }, half)).rejects.toThrow('but S3 announced 300000: the stream broke off');
    const { endpoint, close } = await stubServer((_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(half, () => response.destroy());
    });
    await expect(count('torn.txt', content.length, endpoint)).rejects.toThrow('aborted');
    close();
  });
});
