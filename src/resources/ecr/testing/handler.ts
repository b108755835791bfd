// For tests: a function that does what its event says.

import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';

let calls = 0;

interface Wish {
  readonly say?: string;
  readonly fail?: string;
  readonly exit?: number;
  readonly sleep?: number;
  readonly buckets?: true;
}

export async function handler({ say, fail, exit, sleep, buckets }: Wish, context: { awsRequestId: string }) {
  calls += 1;
  if (say) console.log(say);
  if (fail) throw new RangeError(fail);
  if (exit) process.exit(exit);
  if (sleep) await pause(sleep);
  const { Buckets = [] } = buckets ? await new S3Client({ forcePathStyle: true }).send(new ListBucketsCommand({})) : {};
  return {
    ...{ calls, pid: process.pid, id: context.awsRequestId, greeting: process.env.GREETING },
    memory: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    key: process.env.AWS_ACCESS_KEY_ID?.slice(0, 4),
    buckets: Buckets.map(({ Name }) => Name),
    isInside: existsSync(`${process.env.LAMBDA_TASK_ROOT}/index.js`),
  };
}
