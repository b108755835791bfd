// What the cache remembers, for people: asked through the records reader, because the cache is private in its VPC.
// Notice "current": a file of the same name may have been counted before, so waiting means for the version that is in the
// bucket now, not for just any record of that name.

import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { Problem } from '../../engine/problems.ts';
import { absentWhen, until, wallClock } from '../../engine/wait.ts';
import { headObject } from '../../operate/upload/head-object.ts';
import { notThere } from '../../operate/upload/upload.ts';
import type { FileRecord } from './record.ts';

type Where = { readonly bucket: string; readonly reader: string };
type Page = { records: FileRecord[]; total: number; cursor?: string };

/** The reader takes at most 500 names a question. */
export const NAMES_AT_ONCE = 500;

/** Every record, the newest count first. */
export async function listRecords(cloud: Owned, { reader }: Where): Promise<FileRecord[]> {
  const records = new Map<string, FileRecord>(); // a file counted again between two pages may stand on both
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

/** How many records there are. */
export async function countRecords(cloud: Owned, { reader }: Where): Promise<number> {
  return (await ask<Page>(cloud, reader, { op: 'list', limit: 1 })).total;
}

export interface Waited {
  /** In the order of the keys. */
  readonly records: readonly FileRecord[];
  /** Keys without a record when patience ended. */
  readonly missing: readonly string[];
}

/** Waits until each key has its record; of a key that is in the bucket, the record of its newest version. */
export async function waitForRecords(
  cloud: Owned,
  where: Where,
  keys: readonly string[],
  { patience, signal }: { patience: number; signal: AbortSignal },
): Promise<Waited> {
  const found = new Map<string, FileRecord>();
  const wanted = [...new Set(keys)];
  return until(wallClock(signal), 'waiting for records', patience, async (waited) => {
    for (const record of await getRecords(
      cloud,
      where,
      wanted.filter((key) => !found.has(key)),
    ))
      if (isAbout(record, await headObject(cloud, where.bucket, record.key))) found.set(record.key, record);
    const missing = wanted.filter((key) => !found.has(key));
    if (missing.length && waited < patience) return undefined;
    return { missing, records: wanted.flatMap((key) => found.get(key) ?? []) };
  });
}

export interface Rounds {
  /** Seconds to wait in each round. */
  readonly rounds: readonly number[];
  wait(patience: number): Promise<Waited>;
  /** Uploads once more what has no record. */
  send(missing: readonly string[]): Promise<unknown>;
}

/** Waits in rounds, and between two rounds sends what is missing again: waiting alone brings no lost event back. */
export async function waitSendingAgain({ rounds: [first = 0, ...more], wait, send }: Rounds): Promise<Waited> {
  let waited = await wait(first);
  for (const patience of more) {
    if (!waited.missing.length) break;
    await send(waited.missing);
    waited = await wait(patience);
  }
  return waited;
}

/** Of the keys that have a record, the record. */
export async function getRecords(cloud: Owned, { bucket, reader }: Where, keys: string[]): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for (let at = 0; at < keys.length; at += NAMES_AT_ONCE) {
    const objects = keys.slice(at, at + NAMES_AT_ONCE).map((key) => ({ bucket, key }));
    const answer = await ask<{ records: (FileRecord | null)[] }>(cloud, reader, { op: 'get', objects });
    records.push(...answer.records.filter((record) => record !== null));
  }
  return records;
}

/** What tells one content of a file from another. */
type Content = { readonly [mark in 'versionId' | 'etag']?: string | undefined };

/** Is the record about what is in the bucket now? A file that is gone will bring no newer one. */
export function isAbout({ versionId, etag }: Content, head: Content | undefined): boolean {
  if (!head) return true;
  return versionId ? versionId === head.versionId : etag === head.etag;
}

/** @throws Problem when there is no reader, or with what the reader says */
async function ask<Answer>(cloud: Owned, reader: string, question: object): Promise<Answer> {
  const answer = await absentWhen(['ResourceNotFoundException'], () =>
    cloud.lambda.send(new InvokeCommand({ FunctionName: reader, Payload: JSON.stringify(question) })),
  );
  if (!answer) throw notThere(cloud, 'function', reader);
  const said = JSON.parse(answer.Payload?.transformToString() || 'null');
  if (!answer.FunctionError) return said;
  throw new Problem(
    `The function ${reader} failed: ${said?.errorMessage ?? answer.FunctionError}.`.replace('..', '.'),
    {
      next: `npm run status shows whether a part is missing or was changed; its log is /aws/lambda/${reader}.`,
    },
  );
}
