/**
 * One question, one answer: the records reader without its surroundings, so that tests can bring their own.
 *
 * Notice that a ping goes all the way to the cache: a reader that answers while its cache is down would say little.
 */
import type { Redis } from 'ioredis';
import type { CacheKeys } from '../cache-keys.ts';
import type { FileRecord } from '../record.ts';
import { get, list, type Page } from './read-records.ts';
import { readRequest } from './request.ts';

export type Answer = Page | { records: (FileRecord | null)[] } | { pong: true };

/** The answer throws an Error with a sentence when the question is wrong or the cache is away. */
export function recordsReader(cache: Redis, keys: CacheKeys) {
  return async (event: unknown): Promise<Answer> => {
    const request = readRequest(event);
    if (request.op === 'list') return list(cache, keys, request.limit, request.cursor);
    if (request.op === 'get') return get(cache, keys, request.objects);
    await cache.ping();
    return { pong: true };
  };
}
