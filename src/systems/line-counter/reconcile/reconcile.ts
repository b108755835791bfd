// Compares the files in the bucket with the records, page by page. A file without a record gets an event and is counted
// like any other. A second run does no harm: the same file gets the same event, and a repeated event changes nothing.

import type { Owned } from '../../../aws/clients.ts';
import { Interrupted } from '../../../engine/problems.ts';
import { countRecords } from '../records.ts';
import { compare, type Unrecorded } from './compare.ts';
import { sendEvents } from './events.ts';
import { storedFiles } from './listing.ts';

export interface Wish {
  readonly bucket: string;
  readonly reader: string;
  /** Where events are sent. undefined: nowhere. */
  readonly queueUrl: string | undefined;
  /** Files that came after this time are left out, because their own events may be on the way. */
  readonly before: Date | undefined;
  readonly signal: AbortSignal;
  /** Called with the number of files compared. */
  readonly progress: (files: number) => void;
  /** Called for a file without a record. Its event is sent, if events are sent. */
  readonly found: (file: Unrecorded) => void;
  /** Called for a file without a record that was left out. */
  readonly leftOut: (file: Unrecorded) => void;
}

export interface Reconciled {
  readonly files: number;
  /** Records of files that are not in the bucket. */
  readonly gone: number;
}

/** @throws Problem when the bucket or the reader is missing, or SQS does not take an event */
export async function reconcile(cloud: Owned, wish: Wish): Promise<Reconciled> {
  const { bucket, queueUrl, signal } = wish;
  const records = await countRecords(cloud, wish);
  let [files, known] = [0, 0];
  for await (const page of storedFiles(cloud, bucket)) {
    if (signal.aborted) throw new Interrupted();
    const compared = await compare(cloud, wish, page);
    const isYoung = ({ lastModified }: Unrecorded) => wish.before !== undefined && lastModified > wish.before;
    const wanted = compared.unrecorded.filter((file) => !isYoung(file));
    if (queueUrl) await sendEvents(cloud, { bucket, queueUrl }, wanted, signal);
    for (const file of wanted) wish.found(file);
    for (const file of compared.unrecorded.filter(isYoung)) wish.leftOut(file);
    files += page.length;
    known += compared.known;
    wish.progress(files);
  }
  // A file that was counted during the run is among the known files, but not among the records.
  return { files, gone: Math.max(0, records - known) };
}
