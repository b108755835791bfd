// The files in the bucket against the records, page by page; what has no record gets an event, and is counted like any other.
// Notice: running it again, or twice at once, does no harm. The same file gets the same event, and a repeat changes nothing.

import type { Owned } from '../../../aws/clients.ts';
import { Interrupted } from '../../../engine/problems.ts';
import { countRecords } from '../records.ts';
import { compare, type Unrecorded } from './compare.ts';
import { sendEvents } from './events.ts';
import { storedFiles } from './listing.ts';

export interface Wish {
  readonly bucket: string;
  readonly reader: string;
  /** Where events go; undefined sends none. */
  readonly queueUrl: string | undefined;
  /** Files that came later than this are left out: their own events may be on the way. */
  readonly before: Date | undefined;
  readonly signal: AbortSignal;
  /** So many files have been looked at. */
  readonly progress: (files: number) => void;
  /** Has no record; its event is sent, unless none are. */
  readonly found: (file: Unrecorded) => void;
  /** Has no record, and was left out. */
  readonly leftOut: (file: Unrecorded) => void;
}

export interface Reconciled {
  readonly files: number;
  /** Records of files that are not in the bucket (any more). */
  readonly gone: number;
}

/** @throws Problem when the bucket or the reader is not there, or SQS does not take an event */
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
  // What was counted meanwhile is among the known and not among the records.
  return { files, gone: Math.max(0, records - known) };
}
