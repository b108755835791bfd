// The records for people. We ask the records reader, because the cache is private in its VPC. A file of the same name
// may have been counted before, so waiting is for the version that is in the bucket now.

import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { Problem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { absentWhen } from '../../engine/wait.ts';
import { notThere } from '../../operate/not-there.ts';
import { headObject } from '../../operate/upload/head-object.ts';
import { type Patience, waitForEach } from '../../operate/upload/wait-for-each.ts';
import type { FileRecord } from './record.ts';

type Where = { readonly bucket: string; readonly reader: string };
type Page = { records: FileRecord[]; total: number; cursor?: string };

const WAITING: Text = { en: 'waiting for records', pt: 'à espera dos registros' };

/** The reader takes at most 500 names in one question. */
export const NAMES_AT_ONCE = 500;

/** Every record, the newest count first. */
export async function listRecords(cloud: Owned, { reader }: Where): Promise<FileRecord[]> {
  const records = new Map<string, FileRecord>(); // a file counted again between two pages may be on both
  let cursor: string | undefined;
  do {
    const page: Page = await ask(cloud, reader, { op: 'list', ...(cursor && { cursor }) });
    for (const record of page.records) {
      const name = `${record.bucket}/${record.key}`;
      if (!records.has(name)) records.set(name, record);
    }
    cursor = page.cursor;
  } while (cursor);
  return [...records.values()];
}

export async function countRecords(cloud: Owned, { reader }: Where): Promise<number> {
  return (await ask<Page>(cloud, reader, { op: 'list', limit: 1 })).total;
}

export interface Waited {
  /** In the order of the keys. */
  readonly records: readonly FileRecord[];
  /** Keys that had no record in time. */
  readonly missing: readonly string[];
}

/** Waits until each key has its record. For a key that is in the bucket, the record must be of its newest version. */
export async function waitForRecords(
  cloud: Owned,
  where: Where,
  keys: readonly string[],
  patience: Patience,
): Promise<Waited> {
  const { found, missing } = await waitForEach(WAITING, keys, patience, async (wanted) => {
    const current: [string, FileRecord][] = [];
    for (const record of await getRecords(cloud, where, wanted))
      if (isAbout(record, await headObject(cloud, where.bucket, record.key))) current.push([record.key, record]);
    return current;
  });
  return { records: found, missing };
}

/** The records of those keys that have one. */
export async function getRecords(
  cloud: Owned,
  { bucket, reader }: Where,
  keys: readonly string[],
): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for (let at = 0; at < keys.length; at += NAMES_AT_ONCE) {
    const objects = keys.slice(at, at + NAMES_AT_ONCE).map((key) => ({ bucket, key }));
    const answer = await ask<{ records: (FileRecord | null)[] }>(cloud, reader, { op: 'get', objects });
    records.push(...answer.records.filter((record) => record !== null));
  }
  return records;
}

/** The two marks of a file's content. */
type Content = { readonly [mark in 'versionId' | 'etag']?: string | undefined };

/** Is the record about the present content of the bucket? A deleted file gets no newer record. */
export function isAbout({ versionId, etag }: Content, head: Content | undefined): boolean {
  if (!head) return true;
  return versionId ? versionId === head.versionId : etag === head.etag;
}

/** @throws Problem when there is no reader, or with the reader's error */
async function ask<Answer>(cloud: Owned, reader: string, question: object): Promise<Answer> {
  const answer = await absentWhen(['ResourceNotFoundException'], () =>
    cloud.lambda.send(new InvokeCommand({ FunctionName: reader, Payload: JSON.stringify(question) })),
  );
  if (!answer) throw notThere(cloud, { en: 'function', pt: 'função' }, reader);
  const said = JSON.parse(answer.Payload?.transformToString() || 'null');
  if (!answer.FunctionError) return said;
  const why = String(said?.errorMessage ?? answer.FunctionError).replace(/\.$/, '');
  throw new Problem(
    { en: `The function ${reader} failed: ${why}.`, pt: `A função ${reader} falhou: ${why}.` },
    {
      next: {
        en: `npm run status shows whether a part is missing or was changed; its log is /aws/lambda/${reader}.`,
        pt: `npm run status mostra se uma parte falta ou foi alterada; o log está em /aws/lambda/${reader}.`,
      },
    },
  );
}
