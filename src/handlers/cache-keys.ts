/**
 * The names of things in the cache, one place for the function that writes and the one that reads.
 *
 * Notice the braces: a Redis cluster places a key by what stands between the first `{` and `}`, so all keys of one
 * namespace share a slot and one script may touch them together. On a single node they do no harm.
 */

export interface CacheKeys {
  /** Hash: one file's record. */
  record(name: string): string;
  /** Sorted set: names by the time of their count, in milliseconds since 1970. */
  byTime: string;
  /** Sorted set: names whose result has been written and not been announced yet, by the same time. */
  pending: string;
}

export function cacheKeys(namespace: string): CacheKeys {
  const slot = `{${namespace}}`;
  return {
    record: (name) => `${slot}:record:${name}`,
    byTime: `${slot}:records-by-time`,
    pending: `${slot}:pending`,
  };
}

/** `bucket/key`, which is unambiguous because a bucket's name has no slash. */
export function nameOf(object: { bucket: string; key: string }): string {
  return `${object.bucket}/${object.key}`;
}
