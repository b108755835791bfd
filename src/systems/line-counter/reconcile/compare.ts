// Finds the files that have no record of their present content. The record is read after the listing, so it may be
// about a version that came later. So we ask the bucket again before a record counts as old.

import type { Owned } from '../../../aws/clients.ts';
import { headObject } from '../../../operate/upload/head-object.ts';
import { getRecords, isAbout } from '../records.ts';
import type { StoredFile } from './listing.ts';
import { justAbove, LOWEST } from './sequencer.ts';

export interface Unrecorded extends StoredFile {
  readonly why: 'no record' | 'newer version';
  /** For the event that we send. */
  readonly sequencer: string;
}

export interface Compared {
  readonly unrecorded: readonly Unrecorded[];
  /** Number of files that have any record. */
  readonly known: number;
}

/** The record of a file that failed for good counts. @throws Problem when there is no reader */
export async function compare(
  cloud: Owned,
  where: { readonly bucket: string; readonly reader: string },
  files: readonly StoredFile[],
): Promise<Compared> {
  const keys = files.map(({ key }) => key);
  const records = new Map((await getRecords(cloud, where, keys)).map((record) => [record.key, record]));
  const unrecorded: Unrecorded[] = [];
  for (const file of files) {
    const record = records.get(file.key);
    if (!record) unrecorded.push({ ...file, why: 'no record', sequencer: LOWEST });
    else if (!isAbout(record, file)) {
      const now = await headObject(cloud, where.bucket, file.key);
      if (now && isAbout(file, now))
        unrecorded.push({ ...file, why: 'newer version', sequencer: justAbove(record.sequencer) });
    }
  }
  return { unrecorded, known: records.size };
}
