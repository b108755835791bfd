// Reads the records: newest first, a page at a time, or exactly the wanted files. A cursor is "after this name, counted
// at this time", because a page number would shift with every new upload and then show rows twice or skip them.

import type { Redis } from 'ioredis';
import { type CacheKeys, nameOf } from '../cache-keys.ts';
import { type FileRecord, fromHash } from '../record.ts';
import { type Position, writeCursor } from './request.ts';

export interface Page {
  /** Newest count first. */
  records: FileRecord[];
  /** Number of all records. */
  total: number;
  /** For the next request. Absent on the last page. */
  cursor?: string;
}

/** Lambda's limit for an answer is 6 MB (Lambda quotas). The rest is for the JSON around the records. */
const PAGE_BYTES = 5_000_000;

/** At most `limit` records, fewer when they are long. Throws when the cache cannot be reached. */
export async function list(cache: Redis, keys: CacheKeys, limit: number, after?: Position): Promise<Page> {
  const start = after ? await rankAfter(cache, keys, after) : 0;
  const total = await cache.zcard(keys.byTime);
  const places = pairs(await cache.zrevrange(keys.byTime, start, start + limit - 1, 'WITHSCORES'));
  const names = places.map(({ name }) => name);
  const found = await readAll(cache, keys, names);

  const records: FileRecord[] = [];
  let room = PAGE_BYTES;
  let shown = 0;
  for (const record of found) {
    // A name without a record is skipped: somebody removed it, before or between our two requests.
    if (record) room -= Buffer.byteLength(JSON.stringify(record)) + 1;
    if (room < 0) break;
    if (record) records.push(record);
    shown += 1;
  }

  const last = places[shown - 1];
  const more = last && start + shown < total;
  return { records, total, ...(more && { cursor: writeCursor(last) }) };
}

/** The records of these files in this order, `null` where there is none. */
export async function get(
  cache: Redis,
  keys: CacheKeys,
  objects: { bucket: string; key: string }[],
): Promise<{ records: (FileRecord | null)[] }> {
  const records = await readAll(cache, keys, objects.map(nameOf));
  return { records: records.map((record) => record ?? null) };
}

/** The rank after `position`. If that file was counted again since, its old time may show a neighbour twice. */
async function rankAfter(cache: Redis, keys: CacheKeys, { name, at }: Position): Promise<number> {
  const score = await cache.zscore(keys.byTime, name);
  const rank = await cache.zrevrank(keys.byTime, name);
  if (typeof rank === 'number' && Number(score) === at) return rank + 1;
  return cache.zcount(keys.byTime, `(${at}`, '+inf');
}

async function readAll(cache: Redis, keys: CacheKeys, names: string[]): Promise<(FileRecord | undefined)[]> {
  return Promise.all(names.map(async (name) => fromHash(await cache.hgetall(keys.record(name)))));
}

function pairs(flat: string[]): Position[] {
  return Array.from({ length: flat.length / 2 }, (_, i) => ({
    name: flat[2 * i] ?? '',
    at: Number(flat[2 * i + 1]),
  }));
}
