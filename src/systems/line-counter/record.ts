// The record of one file: the worker writes it, the reader reads it, commands print it as JSON. A failed file has no
// number of lines, also not 0, so that no sum can include it.

interface Known {
  bucket: string;
  key: string;
  /** When the worker finished, ISO 8601 in UTC. */
  countedAt: string;
  /** When S3 took the file, ISO 8601 in UTC (`eventTime` of the notification). */
  uploadedAt: string;
  /** S3's hexadecimal number of this write. It can be compared only for the same key. */
  sequencer: string;
  etag?: string;
  versionId?: string;
}

export interface CountedRecord extends Known {
  status: 'counted';
  /** What an editor shows: `newlines`, and one more when the last line has no newline. */
  lines: number;
  /** What `wc -l` prints: the number of bytes 0x0A. */
  newlines: number;
  bytes: number;
  /** Present when the file begins with a UTF-16 byte order mark. Its newlines were counted as bytes. */
  encoding?: 'utf-16';
  /** Are the counted bytes those that S3 was given? Absent in records of earlier versions. */
  checksum?: Checksum;
}

export interface FailedRecord extends Known {
  status: 'failed';
  reason: Reason;
}

export type FileRecord = CountedRecord | FailedRecord;

/**
 * The checksum that was verified, or why none was: S3 has only one of the parts (`composite`), one of a kind that we do
 * not compute (`unsupported`), or none at all.
 */
export type Checksum = 'crc64nvme' | 'crc32' | 'composite' | 'unsupported' | 'none';

/** Why a file can never be counted, however often we try. */
export type Reason = 'gone before it was read' | 'too large' | 'archived' | 'the key is badly encoded';

/** A record as the fields of a Redis hash: strings only, without absent fields. */
export function toHash(record: FileRecord): Record<string, string> {
  const present = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([field, value]) => [field, String(value)]));
}

/** The record in a Redis hash. `undefined` for the empty hash, which is Redis's answer for a missing key. */
export function fromHash(hash: Record<string, string>): FileRecord | undefined {
  const { bucket, key, countedAt, uploadedAt, sequencer, etag, versionId } = hash;
  if (!bucket || !key || !countedAt || !uploadedAt || !sequencer) return undefined;
  const ends = { countedAt, uploadedAt, sequencer, ...(etag && { etag }), ...(versionId && { versionId }) };
  if (hash.status === 'failed') {
    return { bucket, key, status: 'failed', reason: hash.reason as Reason, ...ends };
  }
  const [lines, newlines, bytes] = [Number(hash.lines), Number(hash.newlines), Number(hash.bytes)];
  const record: CountedRecord = { bucket, key, lines, newlines, bytes, status: 'counted', ...ends };
  if (hash.encoding === 'utf-16') record.encoding = 'utf-16';
  if (hash.checksum) record.checksum = hash.checksum as Checksum;
  return record;
}
