// The names of keys in the cache, for the function that writes and the one that reads. A Redis cluster places a key by
// the text between its first `{` and `}`. So all keys of one namespace share a slot, and one script may use them
// together.

export interface CacheKeys {
  /** Hash: one file's record, or the details of an unreadable message. */
  record(name: string): string;
  /** Sorted set: names of files by the time of their count, in milliseconds since 1970. */
  byTime: string;
  /** Sorted set: names of results not announced yet, by the time they were written, in ms of the cache's clock. */
  pending: string;
  /** Hash: who may send a mail, from when and until when. Times in milliseconds of the cache's clock. */
  mailSlot: string;
  /** List: the last mails as JSON, the newest first. */
  mails: string;
}

export function cacheKeys(namespace: string): CacheKeys {
  const slot = `{${namespace}}`;
  return {
    record: (name) => `${slot}:record:${name}`,
    byTime: `${slot}:records-by-time`,
    pending: `${slot}:pending`,
    mailSlot: `${slot}:mail-slot`,
    mails: `${slot}:mails`,
  };
}

/** `bucket/key`. It is unambiguous, because a bucket's name has no slash. */
export function nameOf(object: { bucket: string; key: string }): string {
  return `${object.bucket}/${object.key}`;
}

/** The name of an unreadable item. It begins with `?`, because a bucket's name never does. */
export function nameOfUnreadable(messageId: string, position: number): string {
  return `?${messageId}/${position}`;
}
