// Which of these files have no record of what is in the bucket now?
// Notice the second look. The record is read after the listing, so it may be about a version that came in between:
// before a record counts as old, the bucket is asked again.

import type { Owned } from '../../../aws/clients.ts';
import { headObject } from '../../../operate/upload/head-object.ts';
import { getRecords, isAbout } from '../records.ts';
import type { StoredFile } from './listing.ts';
import { justAbove, LOWEST } from './sequencer.ts';

export interface Unrecorded extends StoredFile {
  readonly why: 'no record' | 'newer version';
  /** For the event that has it counted. */
  readonly sequencer: string;
}

export interface Compared {
  readonly unrecorded: readonly Unrecorded[];
  /** Files of which there is a record at all. */
  readonly known: number;
}

/** A record of a file that failed for good is a record. @throws Problem when there is no reader */
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
