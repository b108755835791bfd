// What became of one file, as DynamoDB keeps it: one item a file, beside the items of its rows. The function writes it,
// commands read it.

import type { Column } from './converter/rows.ts';

/** The table's key. Rows of one upload are in pages, so that they spread over DynamoDB's partitions. */
export const KEY = { pk: 'S', sk: 'N' } as const;
/** An index that has only the items of files: those of rows lack its key. */
export const FILES = 'files';
export const FILES_KEY = { kind: 'S', at: 'S' } as const;
export const KIND = 'file';

/** Rows of one page. */
const PAGE = 1_000;

/** The partition key of a row. With the upload in it, two uploads of a file never touch the same item. */
export const pageKey = (key: string, sequencer: string, line: number): string =>
  `${key}@${sequencer}#${Math.floor((line - 1) / PAGE)}`;

/** Rows of an upload that are in the table: lines 1 to `items`. */
export interface Upload {
  readonly sequencer: string;
  readonly items: number;
}

export interface FileRecord extends Upload {
  readonly key: string;
  /** `loading` until its rows are in PostgreSQL, too. */
  readonly status: 'loading' | 'success' | 'failure';
  /** Why it was refused, a sentence without its full stop. */
  readonly reason?: string;
  readonly dataset: string;
  readonly rows: number;
  /** Rows with more or fewer cells than the header. */
  readonly ragged: number;
  readonly columns: readonly Column[];
  readonly bytes: number;
  readonly encoding?: string;
  /** Keys of the two objects that were made of it. */
  readonly parquet?: string;
  readonly json?: string;
  readonly etag?: string;
  readonly versionId?: string;
  /** ISO 8601 in UTC: when it was uploaded, and when this was written. */
  readonly uploadedAt: string;
  readonly at: string;
}
