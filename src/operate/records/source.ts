// The records of a system, for the commands `records` and `export`.

import type { Owned } from '../../aws/clients.ts';
import type { Wording } from '../../engine/text.ts';

/** One record, in three forms. */
export interface ListedRecord {
  /** A row of the table on the screen. */
  readonly row: readonly string[];
  /** The agreed fields for programs; always `key`, `status` and `at` (ISO 8601). */
  readonly line: object;
  /** All known fields, for a file. */
  readonly fields: object;
}

/** Which records somebody wants; all of them unless told. */
export interface RecordWish {
  /** YYYY-MM-DD in UTC, of `at`. */
  readonly day?: string | undefined;
  readonly failures?: boolean;
  /** Key of one file. */
  readonly file?: string | undefined;
}

export interface RecordSource {
  /** Heads of the table on the screen. */
  readonly heads: readonly Wording[];
  /** The first fields of a CSV file. */
  readonly columns: readonly string[];
  /** The sentence when there is no record: "No file has been counted yet." */
  readonly none: Wording;
  /** The newest first. @param wish a system may use it to read less; whoever asks looks again */
  list(cloud: Owned, wish?: RecordWish): Promise<readonly ListedRecord[]>;
  /** How many there are, where only the system itself can ask what keeps them. */
  count?(cloud: Owned): Promise<number>;
  /** Waits until each key has its record. @param patience seconds */
  wait(
    cloud: Owned,
    keys: readonly string[],
    options: { readonly patience: number; readonly signal: AbortSignal },
  ): Promise<{ readonly records: readonly ListedRecord[]; readonly missing: readonly string[] }>;
}
