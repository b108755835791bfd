// One run of the backup: every document without a receipt goes to S3, then every new line of the journals. The order
// (object, receipt) is what makes a run that died harmless: the next one finds what S3 has.

import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { readdir, rename, writeFile } from 'node:fs/promises';
import type { Journal } from '../audit/journal.ts';
import { measured } from '../audit/metrics.ts';
import { type Document, isId, parseDocument } from '../store/document.ts';
import { freeBytes, type Volume } from '../store/volume.ts';
import { forEach } from './at-once.ts';
import { described } from './description.ts';
import { backUpJournals } from './journals.ts';
import { documentKey } from './keys.ts';
import { type Place, putOnce } from './objects.ts';

export interface BackupRun {
  /** Documents that were copied in this run. */
  readonly copied: number;
  readonly bytes: number;
  readonly failed: number;
  /** ISO 8601. */
  readonly at: string;
}

/** Documents at the same time. */
export const AT_ONCE = 16;
/** Bytes up to which a content goes through memory as one piece: a stream costs more than it saves. */
export const WHOLE = 256 * 1024;

/** @param namespace of its metrics @returns what it did; it is also on the volume and in the journal */
export async function backUp(volume: Volume, place: Place, journal: Journal, namespace: string): Promise<BackupRun> {
  let copied = 0;
  let bytes = 0;
  const failures = await forEach(await withoutReceipt(volume), AT_ONCE, async (id) => {
    // Sent minutes ago, so these files are in memory: a thread would only cost time.
    const document = parseDocument(readFileSync(volume.sidecar(id), 'utf8'));
    try {
      const { key, version } = await copy(volume, place, document);
      await journal.append({ action: 'backup', outcome: 'ok', ...about(document), key, version });
    } catch (error) {
      await journal.append({ action: 'backup', outcome: 'failed', ...about(document), reason: textOf(error) });
      throw error;
    }
    copied += 1;
    bytes += document.bytes;
  });
  const journals = await backUpJournals(volume, place).then(
    () => undefined,
    (error: unknown) => error,
  );
  const failed = failures.length + (journals ? 1 : 0);
  const cause = failures[0]?.error ?? journals;
  await journal.append({
    ...{ action: 'backup-run', outcome: failed ? 'failed' : 'ok', count: copied, bytes },
    ...(failed && { reason: `${failed} not copied: ${textOf(cause)}` }),
    ...measured(namespace, {
      ...{ BackupRuns: failed ? 0 : 1, BackupFailures: failed, DocumentsCopied: copied },
      FreeBytes: await freeBytes(volume),
    }),
  });
  const run = { copied, bytes, failed, at: new Date().toISOString() };
  await writeWhole(volume.lastBackup, JSON.stringify(run));
  return run;
}

async function withoutReceipt(volume: Volume): Promise<string[]> {
  const names = new Set(await readdir(volume.documents));
  return [...names]
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((id) => isId(id) && names.has(id) && !names.has(`${id}.s3`));
}

async function copy(volume: Volume, place: Place, document: Document) {
  const { id, bytes, sha256 } = document;
  const path = volume.content(id);
  const whole = bytes <= WHOLE ? readFileSync(path) : undefined;
  const open = () => whole ?? createReadStream(path, { highWaterMark: 256 * 1024 });
  const written = await putOnce(place, documentKey(id), { bytes, sha256, open, metadata: described(document) });
  giveReceipt(volume, id, written);
  return written;
}

/**
 * Neither synced nor written whole: only that it is there counts, and without it the next run looks into S3 again.
 */
export const giveReceipt = (volume: Volume, id: string, written: object): void =>
  writeFileSync(volume.receipt(id), JSON.stringify(written));

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

const about = ({ id, name, bytes, sha256 }: Document) => ({ document: id, name, bytes, sha256 });

/** One line, at most 300 characters. */
export const textOf = (error: unknown): string =>
  `${(error as Error).name}: ${(error as Error).message}`.replace(/\s+/g, ' ').slice(0, 300);
