// Reads the uploads in the text of a queue message. Notice: S3 sends `relat%C3%B3rio+1.txt` for the file `relatório
// 1.txt`. The key must be decoded exactly once: without it the object is not found, and twice breaks `100%25.txt`. It
// is done here, so all other code has the true name.

import { decodeKey } from '../../../runtime/object-key.ts';
import type { Reason } from '../record.ts';

/** One write of one object, as the notification describes it. */
export interface Upload {
  bucket: string;
  /** The true key, decoded. Unchanged if it could not be decoded. */
  key: string;
  /** In bytes. */
  size: number;
  sequencer: string;
  /** ISO 8601 in UTC. */
  uploadedAt: string;
  /** Without quotation marks, as S3 writes it in events. */
  etag?: string;
  /** Only from a bucket with versions. */
  versionId?: string;
  /** A reason, known from the event alone, why this upload cannot be read. */
  flaw?: Reason;
}

export type Item =
  | { kind: 'upload'; upload: Upload }
  /** Not for us: S3's test message, or a deletion. */
  | { kind: 'ignored'; what: string }
  /** No retry can read it. People get a mail, and the message ends in the dead-letter queue. */
  | { kind: 'unreadable'; detail: string };

/** All items of a message, in order. It never throws: an unreadable text is an item too. */
export function readMessage(body: string): Item[] {
  let event: unknown;
  try {
    event = JSON.parse(body);
  } catch {
    return [{ kind: 'unreadable', detail: 'the message is not JSON' }];
  }
  if (!isObject(event)) return [{ kind: 'unreadable', detail: 'the message is not an object' }];
  // S3 sends one, without Records, when a notification is set (S3 User Guide, "Event message structure").
  if (event.Event === 's3:TestEvent') return [{ kind: 'ignored', what: 's3:TestEvent' }];
  if (!Array.isArray(event.Records)) return [{ kind: 'unreadable', detail: 'the message has no Records' }];
  return event.Records.map(readRecord);
}

function readRecord(record: unknown): Item {
  if (!isObject(record)) return { kind: 'unreadable', detail: 'a record is not an object' };
  const { eventName, eventTime, s3 } = record;
  if (typeof eventName !== 'string') return { kind: 'unreadable', detail: 'a record has no eventName' };
  if (!eventName.startsWith('ObjectCreated:')) return { kind: 'ignored', what: eventName };

  const { bucket, object } = isObject(s3) ? s3 : {};
  const name = isObject(bucket) ? bucket.name : undefined;
  const { key, size, sequencer, eTag, versionId } = isObject(object) ? object : {};
  if (!isText(name) || !isText(key)) return { kind: 'unreadable', detail: 'a record names no object' };
  if (typeof size !== 'number' || !isText(sequencer) || !isText(eventTime) || Number.isNaN(Date.parse(eventTime)))
    return { kind: 'unreadable', detail: `the record of ${key} lacks size, sequencer or eventTime` };

  const decoded = decodeKey(key);
  const upload: Upload = {
    bucket: name,
    key: decoded ?? key,
    size,
    sequencer,
    uploadedAt: new Date(eventTime).toISOString(),
    ...(isText(eTag) && { etag: eTag }),
    ...(isText(versionId) && { versionId }),
    ...(decoded === undefined && { flaw: 'the key is badly encoded' }),
  };
  return { kind: 'upload', upload };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
