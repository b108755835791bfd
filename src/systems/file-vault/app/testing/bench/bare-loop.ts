// The least that a backup or a restore can take on this emulator: `bare-loop put|get BUCKET COUNT AT_ONCE` sends or
// fetches so many objects of 2 KB with the SDK, touches no disk, and prints its seconds.

import { createHash, randomBytes } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { forEach } from '../../backup/at-once.ts';

const [way = '', Bucket = '', count = '', atOnce = ''] = process.argv.slice(2);
const s3 = new S3Client({ region: 'us-east-1', forcePathStyle: true });
const Body = randomBytes(2_000);
const ChecksumSHA256 = createHash('sha256').update(Body).digest('base64');

const WAYS: Record<string, (Key: string) => Promise<unknown>> = {
  put: (Key) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, ChecksumAlgorithm: 'SHA256', ChecksumSHA256, IfNoneMatch: '*' })),
  get: async (Key) => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToByteArray(),
};

async function main(): Promise<void> {
  const keys = Array.from({ length: Number(count) }, (_, index) => `documents/${index}`);
  const start = performance.now();
  const [failed] = await forEach(keys, Number(atOnce), async (key) => WAYS[way]?.(key));
  if (failed) throw failed.error;
  console.log(JSON.stringify((performance.now() - start) / 1000));
  process.exit(0);
}

void main();
