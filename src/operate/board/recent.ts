// Files that arrived in the last minute, so that the board shows the way of files that somebody else sends.

import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen } from '../../engine/wait.ts';

/** Milliseconds. */
const RECENT = 60_000;
const MOST = 5;

/**
 * The newest first. S3 lists by name and not by time, so only the first 1,000 names are looked at.
 * @param Prefix of files that somebody uploads, in a bucket that has others too
 * @param since files that were there before the board are not shown, in milliseconds since 1970
 */
export async function recentKeys(
  { s3, account }: Owned,
  Bucket: string,
  since: number,
  Prefix?: string,
): Promise<string[]> {
  const from = Math.max(since, Date.now() - RECENT);
  const page = await absentWhen(['NoSuchBucket'], () =>
    s3.send(new ListObjectsV2Command({ Bucket, Prefix, ExpectedBucketOwner: account })),
  );
  return (page?.Contents ?? [])
    .filter(({ LastModified }) => LastModified && LastModified.getTime() >= from)
    .sort((one, other) => Number(other.LastModified) - Number(one.LastModified))
    .slice(0, MOST)
    .flatMap(({ Key }) => Key ?? []);
}
