// One item of the table: what one event did to one file, and what was found in it. The function writes it, commands read it.

export type Format = 'csv' | 'json' | 'jsonl' | 'xml' | 'text' | 'pdf' | 'zip' | 'xlsx' | 'image' | 'binary' | 'empty';

/** The table's key, and that of its index. */
export const KEY = { file: 'S', event: 'S' } as const;
export const BY_DAY = 'by-day';
export const DAY_KEY = { day: 'S', processedAt: 'S' } as const;

/** What reading the object gave. A field is missing where reading ended before it was known. */
export interface Findings {
  readonly status: 'success' | 'failure';
  /** Why it failed, a sentence without its full stop. */
  readonly reason?: string;
  /** Newlines, and one more for a last line that none closes. */
  readonly lines?: number;
  /** Bytes 0x0A, as `wc -l` counts. */
  readonly newlines?: number;
  readonly bytes?: number;
  /** By its content, whatever its name says. */
  readonly format?: Format;
  readonly contentType?: string;
  /** Of the object, as whoever uploaded it gave it. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface Item extends Findings {
  /** The object's key. */
  readonly file: string;
  /** "0055AED6DCD90281E50000…#ObjectCreated:Put": events of a file in their order, each once. See `eventKey`. */
  readonly event: string;
  /** YYYY-MM-DD in UTC, of `processedAt`. */
  readonly day: string;
  /** ISO 8601 in UTC: when the event happened, and when the item was written. */
  readonly uploadedAt: string;
  readonly processedAt: string;
  readonly etag?: string;
  readonly versionId?: string;
  readonly uploadedBy?: string;
  readonly sourceIp?: string;
  readonly requestId?: string;
}

/** Sequencers differ in length, so they are padded on the right before they are compared (S3 user guide, "Event message structure"). */
const DIGITS = 40;

export const eventKey = ({ sequencer, name }: { readonly sequencer: string; readonly name: string }): string =>
  `${sequencer.padEnd(DIGITS, '0')}#${name}`;

/** "ObjectCreated:Put" */
export const nameOfEvent = ({ event }: Pick<Item, 'event'>): string => event.slice(event.indexOf('#') + 1);
