// Brings back what the volume lacks. It runs at every boot: on a whole volume it only lists, on an empty one it fetches
// everything that the backup has. Each content is compared with its SHA-256 before it gets its name.

import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { hashOf } from '../audit/chain.ts';
import type { Journal } from '../audit/journal.ts';
import { measured } from '../audit/metrics.ts';
import { type Document, isId } from '../store/document.ts';
import { receive } from '../store/receive.ts';
import type { Store } from '../store/store.ts';
import { forEach } from './at-once.ts';
import { giveReceipt, textOf, WHOLE } from './backup.ts';
import { descriptionIn } from './description.ts';
import { DOCUMENTS, documentKey, idOfKey } from './keys.ts';

export interface RestorePlace {
  readonly s3: S3Client;
  readonly bucket: string;
}

export interface RestoreRun {
  readonly restored: number;
  readonly bytes: number;
  readonly failed: number;
}

const AT_ONCE = 16;
const TRIES = 3;

/** @param namespace of its metrics @throws AWS's error when the bucket cannot be listed */
export async function restore(
  store: Store,
  place: RestorePlace,
  journal: Journal,
  namespace: string,
): Promise<RestoreRun> {
  let restored = 0;
  let bytes = 0;
  const failures = await forEach(await missing(store, place), AT_ONCE, async (id) => {
    try {
      const document = await again(() => bringBack(store, place, id));
      restored += 1;
      bytes += document.bytes;
      const { name, sha256 } = document;
      await journal.append({ action: 'restore', outcome: 'ok', document: id, name, bytes: document.bytes, sha256 });
    } catch (error) {
      await journal.append({ action: 'restore', outcome: 'failed', document: id, reason: textOf(error) });
      throw error;
    }
  });
  const failed = failures.length;
  await journal.append({
    ...{ action: 'restore-run', outcome: failed ? 'failed' : 'ok', count: restored, bytes },
    ...(failed && { reason: `${failed} not restored: ${textOf(failures[0]?.error)}` }),
    ...measured(namespace, { RestoreFailures: failed }),
  });
  return { restored, bytes, failed };
}

async function missing({ catalogue }: Store, { s3, bucket }: RestorePlace): Promise<string[]> {
  const ids: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: DOCUMENTS }))
    ids.push(...Contents.map(({ Key = '' }) => idOfKey(Key)));
  return ids.filter((id) => isId(id) && !catalogue.get(id));
}

async function bringBack(store: Store, { s3, bucket }: RestorePlace, id: string): Promise<Document> {
  const key = documentKey(id);
  const { Body, ContentLength, Metadata, VersionId } = await s3.send(
    new GetObjectCommand({ Bucket: bucket, Key: key }),
  );
  if (!Body) throw new Error(`S3 gave no content for ${key}`);
  const stream = Body as unknown as Readable;
  const draft = store.volume.draft(id);
  try {
    const document = descriptionIn(Metadata);
    if (document.id !== id) throw new Error(`${key} describes another document`);
    const whole = ContentLength !== undefined && ContentLength <= WHOLE ? await Body.transformToByteArray() : undefined;
    const sha256 = whole ? hashOf(whole) : (await receive(draft, stream, document.bytes)).sha256;
    if (sha256 !== document.sha256) throw new Error(`the content of ${id} in S3 has another SHA-256`);
    await store.commit(document, whole);
    giveReceipt(store.volume, id, { key, version: VersionId });
    return document;
  } catch (error) {
    stream.destroy();
    for (const rest of [draft, store.volume.draft(`${id}.json`)]) await rm(rest, { force: true });
    throw error;
  }
}

/** A download that is cut is begun again. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES) throw error;
    }
    await new Promise((done) => setTimeout(done, 200 * tries));
  }
}
