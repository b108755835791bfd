// What was uploaded against what was recorded: the names in the bucket, and the names with a record.

import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen } from '../../engine/wait.ts';
import type { ListedRecord } from '../records/source.ts';

export interface Compared {
  readonly uploaded: number;
  readonly recorded: number;
  /** Names without a record, sorted. */
  readonly missing: readonly string[];
}

export async function compared(
  { s3: client, account }: Owned,
  Bucket: string,
  records: readonly ListedRecord[],
): Promise<Compared> {
  const keys: string[] = [];
  await absentWhen(['NoSuchBucket'], async () => {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, ExpectedBucketOwner: account }))
      keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  });
  const known = new Set(records.map(({ line }) => (line as { key: string }).key));
  return { uploaded: keys.length, recorded: known.size, missing: keys.filter((key) => !known.has(key)).sort() };
}
