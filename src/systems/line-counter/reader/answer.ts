// The records reader without its environment, so that tests can give their own. A ping asks the cache too, because a
// reader without a cache is of no use.

import type { Redis } from 'ioredis';
import type { CacheKeys } from '../cache-keys.ts';
import type { KeptMail } from '../kept-mail.ts';
import type { FileRecord } from '../record.ts';
import { get, list, mails, type Page } from './read-records.ts';
import { readRequest } from './request.ts';

export type Answer = Page | { mails: KeptMail[] } | { records: (FileRecord | null)[] } | { pong: true };

/** Throws an Error with a sentence when the request is wrong or the cache cannot be reached. */
export function recordsReader(cache: Redis, keys: CacheKeys) {
  return async (event: unknown): Promise<Answer> => {
    const request = readRequest(event);
    if (request.op === 'list') return list(cache, keys, request);
    if (request.op === 'mails') return mails(cache, keys);
    if (request.op === 'get') return get(cache, keys, request.objects);
    await cache.ping();
    return { pong: true };
  };
}
