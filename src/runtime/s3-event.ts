// What S3 tells a function of an object: one record of its event, read with care.

import { decodeKey } from './object-key.ts';

/** One thing that happened to one object. */
export interface ObjectEvent {
  readonly bucket: string;
  /** Decoded; as it came when it cannot be decoded. */
  readonly key: string;
  /** "ObjectCreated:Put" */
  readonly name: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Hexadecimal digits. Of two events of one key the later has the greater, when both are padded on the right with zeros. */
  readonly sequencer: string;
  /** Bytes; not told of a deletion. */
  readonly size?: number;
  /** Without quotes. */
  readonly etag?: string;
  /** Only from a bucket with versions. */
  readonly versionId?: string;
  /** Who did it: "AWS:AROA…:session" of a role. */
  readonly by?: string;
  readonly sourceIp?: string;
  readonly requestId?: string;
  /** The key is badly encoded, so nobody can find the object. */
  readonly unnamed?: true;
}

/**
 * All records of an event.
 * @throws Error when it is none of S3's: a sentence
 */
export function readObjectEvents(event: unknown): ObjectEvent[] {
  const { Records } = fields(event);
  if (!Array.isArray(Records)) throw new Error('This is not an event of S3: it has no Records.');
  return Records.map(readRecord);
}

function readRecord(record: unknown): ObjectEvent {
  const { eventName, eventTime, s3, userIdentity, requestParameters, responseElements } = fields(record);
  const { bucket, object } = fields(s3);
  const { key, size, eTag, versionId, sequencer } = fields(object);
  const name = text(eventName);
  const encoded = text(key);
  const where = text(fields(bucket).name);
  const time = Date.parse(String(eventTime));
  if (!name || !encoded || !where || Number.isNaN(time))
    throw new Error('This is not an event of S3: a record names no event, no object or no time.');
  const decoded = decodeKey(encoded);
  return {
    ...{ bucket: where, key: decoded ?? encoded, name, at: new Date(time).toISOString() },
    // S3 gives none for events that are neither writes nor deletions; then the time orders them.
    sequencer: text(sequencer)?.toUpperCase() ?? time.toString(16).toUpperCase(),
    ...(typeof size === 'number' && { size }),
    ...optional('etag', eTag),
    ...optional('versionId', versionId),
    ...optional('by', fields(userIdentity).principalId),
    ...optional('sourceIp', fields(requestParameters).sourceIPAddress),
    ...optional('requestId', fields(responseElements)['x-amz-request-id']),
    ...(decoded === undefined && { unnamed: true }),
  };
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const optional = <Name extends string>(name: Name, value: unknown) => {
  const found = text(value);
  return (found === undefined ? {} : { [name]: found }) as { readonly [one in Name]?: string };
};
