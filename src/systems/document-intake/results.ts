// The results in their bucket, as people ask for them: all of them, or those of some documents.

import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import type { Owned } from '../../aws/clients.ts';
import type { Text } from '../../engine/text.ts';
import { absentWhen } from '../../engine/wait.ts';
import { notThere } from '../../operate/not-there.ts';
import { headObject, type ObjectHead } from '../../operate/upload/head-object.ts';
import { oneByOne, type Patience, waitForEach } from '../../operate/upload/wait-for-each.ts';
import { KINDS, type Result, resultSchema } from './intake/result.ts';
import type { PartNames } from './names.ts';
import { jsonKeys } from './result-keys.ts';

/** A result, and when it was written: ISO 8601, whole seconds. */
export interface Written {
  readonly result: Result;
  readonly at: string;
}

/** Results that are read at the same time. */
const AT_ONCE = 16;
const WAITING: Text = { en: 'waiting for results', pt: 'à espera dos resultados' };

/** The newest first. @throws Problem when there is no such bucket */
export async function allResults(cloud: Owned, bucket: string): Promise<Written[]> {
  const keys: string[] = [];
  const listed = await absentWhen(['NoSuchBucket'], async () => {
    for (const kind of KINDS)
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client: cloud.s3 },
        { Bucket: bucket, Prefix: `${kind}/`, ExpectedBucketOwner: cloud.account },
      ))
        keys.push(...Contents.flatMap(({ Key }) => (Key?.endsWith('.json') ? [Key] : [])));
    return true;
  });
  if (!listed) throw notThere(cloud, 'bucket', bucket);
  const found: Written[] = [];
  const queue = keys.values();
  const work = async () => {
    for (const key of queue) {
      const written = await readResult(cloud, bucket, key);
      if (written) found.push(written);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found.sort((one, other) => (one.at < other.at ? 1 : -1));
}

/** `undefined` for one that is gone. */
async function readResult({ s3, account }: Owned, Bucket: string, Key: string): Promise<Written | undefined> {
  const answer = await absentWhen(['NoSuchKey'], () =>
    s3.send(new GetObjectCommand({ Bucket, Key, ExpectedBucketOwner: account })),
  );
  if (!answer?.Body) return undefined;
  const result = v.parse(resultSchema, JSON.parse(await answer.Body.transformToString()));
  return { result, at: (answer.LastModified ?? new Date(0)).toISOString() };
}

/** Waits until each document, as it lies in the bucket now, has its result. */
export async function waitForResults(
  cloud: Owned,
  { bucket, results }: Pick<PartNames, 'bucket' | 'results'>,
  keys: readonly string[],
  patience: Patience,
): Promise<{ readonly written: readonly Written[]; readonly missing: readonly string[] }> {
  const look = oneByOne(async (key) => currentResult(cloud, results, key, await headObject(cloud, bucket, key)));
  const { found, missing } = await waitForEach(WAITING, keys, patience, look);
  return { written: found, missing };
}

/** Of the document as it lies in the bucket; of one that is gone, its last. @param results name of their bucket */
export async function currentResult(
  cloud: Owned,
  results: string,
  key: string,
  head: ObjectHead | undefined,
): Promise<Written | undefined> {
  const all = await Promise.all(jsonKeys(key).map(({ at }) => readResult(cloud, results, at)));
  return all.find((one) => one && (!head || one.result.source.versionId === head.versionId));
}
