// Reads the records: newest first, a page at a time, or exactly the wanted files. A cursor is "after this name, counted
// at this time", because a page number would shift with every new upload and then show rows twice or skip them.

import type { Redis } from 'ioredis';
import { type CacheKeys, nameOf } from '../cache-keys.ts';
import { KEPT_MAILS, type KeptMail } from '../kept-mail.ts';
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

/** Names that a search looks at for one answer. Reading so many takes about a tenth of a second. */
const SEARCHED = 100_000;
/** Names that are read at once. */
const AT_ONCE = 10_000;

interface Wanted {
  readonly limit: number;
  /** The end of the page before. */
  readonly cursor?: Position | undefined;
  /** Letters of the name, small or capital. */
  readonly search?: string | undefined;
}

/**
 * At most `limit` records, fewer when they are long, and fewer when a search has looked at many names: then the cursor
 * leads on. Throws when the cache cannot be reached.
 */
export async function list(cache: Redis, keys: CacheKeys, wanted: Wanted): Promise<Page> {
  const start = wanted.cursor ? await rankAfter(cache, keys, wanted.cursor) : 0;
  const total = await cache.zcard(keys.byTime);
  const { places, end } = await placesFrom(cache, keys, start, wanted);
  const found = await readAll(
    cache,
    keys,
    places.map(({ name }) => name),
  );

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

  const last = shown < places.length ? places[shown - 1] : end.last;
  const more = last && (shown < places.length || end.rank < total);
  return { records, total, ...(more && { cursor: writeCursor(last) }) };
}

/** The names from this rank on that are wanted, and where the reading ended. */
async function placesFrom(cache: Redis, keys: CacheKeys, start: number, { limit, search }: Wanted) {
  const read = async (from: number, count: number) =>
    pairs(await cache.zrevrange(keys.byTime, from, from + count - 1, 'WITHSCORES'));
  if (!search) {
    const places = await read(start, limit);
    return { places, end: { last: places.at(-1), rank: start + places.length } };
  }
  const letters = search.normalize('NFC').toLowerCase();
  const places: Position[] = [];
  let last: Position | undefined;
  let rank = start;
  while (rank < start + SEARCHED) {
    const some = await read(rank, AT_ONCE);
    for (const place of some) {
      last = place;
      rank += 1;
      if (matches(place.name, letters)) places.push(place);
      if (places.length === limit) return { places, end: { last, rank } };
    }
    if (some.length < AT_ONCE) break;
  }
  return { places, end: { last, rank } };
}

/** Looks in the key only: every name begins with the bucket. */
const matches = (name: string, letters: string): boolean =>
  name
    .slice(name.indexOf('/') + 1)
    .normalize('NFC')
    .toLowerCase()
    .includes(letters);

/** The last mails, the newest first. */
export async function mails(cache: Redis, keys: CacheKeys): Promise<{ mails: KeptMail[] }> {
  return { mails: (await cache.lrange(keys.mails, 0, KEPT_MAILS - 1)).map((mail) => JSON.parse(mail)) };
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
