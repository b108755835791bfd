// Handles one upload: asks the ledger, reads the file, writes the record. A permanent failure is written as a record
// too, under the same rules of sequencers. So an old failure cannot overwrite a newer count, and people get one mail
// about it.

import type { FileRecord } from '../record.ts';
import { Overwritten, PermanentFailure } from './failure.ts';
import type { Judgement, Ledger } from './ledger.ts';
import type { Upload } from './message.ts';
import { countObject } from './s3-reading/object.ts';
import type { Store } from './s3-reading/object-store.ts';

export interface Tools {
  s3: Store;
  ledger: Ledger;
  /** A larger file is a permanent failure. */
  maxBytes: number;
}

/** Throws only errors that a retry may cure. */
export async function countUpload(upload: Upload, tools: Tools, signal: AbortSignal): Promise<Judgement> {
  const foreseen = await tools.ledger.peekVerdict(upload);
  if (foreseen.verdict === 'duplicate' || foreseen.verdict === 'stale') return foreseen;
  try {
    return await tools.ledger.enter(await resultOf(upload, tools, signal));
  } catch (error) {
    if (error instanceof Overwritten) return { verdict: 'stale' };
    throw error;
  }
}

async function resultOf(upload: Upload, { s3, maxBytes }: Tools, signal: AbortSignal): Promise<FileRecord> {
  const { size, flaw, ...file } = upload;
  try {
    if (flaw) throw new PermanentFailure(flaw);
    if (size > maxBytes) throw new PermanentFailure('too large');
    const count = await countObject(s3, upload, signal);
    return { ...file, ...count, status: 'counted', countedAt: now() };
  } catch (error) {
    if (!(error instanceof PermanentFailure)) throw error;
    return { ...file, status: 'failed', reason: error.reason, countedAt: now() };
  }
}

const now = () => new Date().toISOString();
