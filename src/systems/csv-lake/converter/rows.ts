// The rows of a table, between a CSV file and the three places that keep them: Parquet, PostgreSQL and DynamoDB.
// A value is its canonical text, because no number of JavaScript holds every integer of 18 digits.

/** What a column holds, found over the whole file. */
export type Kind = 'boolean' | 'integer' | 'decimal' | 'date' | 'timestamp' | 'text';

export interface Column {
  /** Safe as a name in SQL and unique in its file: `[a-z][a-z0-9_]*`, at most 60 letters. Never `_file` or `_line`. */
  readonly name: string;
  readonly kind: Kind;
  /** Of decimals only: digits after the point, the same in every row. All digits together are at most 15. */
  readonly scale?: number;
}

/**
 * `null` is an empty cell. By kind: "true" or "false"; "-12", at most 18 digits; "1234.50", always `scale` digits after the
 * point; "2024-04-03"; "2024-04-03T10:00:00" or with milliseconds, without a zone; text as it is, never with a NUL.
 */
export type Cell = string | null;

/** As many cells as columns. */
export type Row = readonly Cell[];

export interface Rows {
  readonly columns: readonly Column[];
  /** In the order of the file; may be walked more than once. The first row is line 1: the header is not counted. */
  batches(): AsyncIterable<readonly Row[]>;
}

/** Which upload: one event of S3. */
export interface Version {
  readonly bucket: string;
  /** "in/vendas/2024.csv" */
  readonly key: string;
  /** Other keys whose files would have the same names. */
  readonly rivals: readonly string[];
  /** "vendas": safe as a name in SQL, like that of a column. */
  readonly dataset: string;
  /** Hexadecimal digits in upper case, padded on the right with zeros to 40: the later event is the greater text. */
  readonly sequencer: string;
  /** ISO 8601 in UTC: when the event happened. */
  readonly at: string;
}
