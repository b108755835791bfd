/**
 * The names of things in the cache, one place for the function that writes and the one that reads.
 *
 * Notice the braces: a Redis cluster places a key by what stands between the first `{` and `}`, so all keys of one
 * namespace share a slot and one script may touch them together. On a single node they do no harm.
 */

export interface CacheKeys {
  /** Hash: one file's record, or what is known of an unreadable message. */
  record(name: string): string;
  /** Sorted set: names of files by the time of their count, in milliseconds since 1970. */
  byTime: string;
  /** Sorted set: names of what has not been announced yet, by the time it was written, in ms of the cache's clock. */
  pending: string;
  /** Hash: who may send a mail, until when, and from when on; times in milliseconds of the cache's clock. */
  mailSlot: string;
}

export function cacheKeys(namespace: string): CacheKeys {
  const slot = `{${namespace}}`;
  return {
    record: (name) => `${slot}:record:${name}`,
    byTime: `${slot}:records-by-time`,
    pending: `${slot}:pending`,
    mailSlot: `${slot}:mail-slot`,
  };
}

/** `bucket/key`, which is unambiguous because a bucket's name has no slash. */
export function nameOf(object: { bucket: string; key: string }): string {
  return `${object.bucket}/${object.key}`;
}

/** The name of what could not be read in a message: a bucket's name begins with a letter or a digit, never with `?`. */
export function nameOfUnreadable(messageId: string, position: number): string {
  return `?${messageId}/${position}`;
}
