// For tests: homes in the system's temporary folder, so that many clouds can run at the same time. Nothing of them is
// left after the test.

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { type LocalCloud, stopLocalCloud } from './cloud.ts';

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'local-cloud-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A home whose cloud is stopped and whose folder is removed after the test. */
export function privateHome(): string {
  const home = temporaryFolder();
  onTestFinished(async () => void (await stopLocalCloud({ home })));
  return home;
}

/** Settings of every SDK client. The endpoint must be explicit, because SQS would use the queue URL's host. */
export const clientOf = ({ endpoint }: LocalCloud) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: '000000000000', secretAccessKey: 'test' },
});

/** Clients of a cloud, closed after the test. */
export function clientsOf(cloud: LocalCloud, ca: string) {
  const s3 = new S3Client({ ...clientOf(cloud), forcePathStyle: true });
  const sqs = new SQSClient(clientOf(cloud));
  const sns = new SNSClient(clientOf(cloud));
  const redis = new Redis({
    host: cloud.cache.host,
    port: cloud.cache.port,
    tls: { ca },
    retryStrategy: () => null,
  });
  redis.on('error', () => {}); // the test stops the cloud while the client is connected
  onTestFinished(() => redis.disconnect());
  return { s3, sqs, sns, redis };
}

/** Root may write everywhere, so the work runs as the user "nobody". */
export async function asNobody(work: () => Promise<void>): Promise<void> {
  const root = process.getuid?.() === 0;
  if (root) process.seteuid?.(65534);
  try {
    await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
}
