// Reads records that a real ledger wrote, from a real Valkey.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cacheKeys, nameOf } from '../cache-keys.ts';
import type { KeptMail } from '../kept-mail.ts';
import type { FileRecord } from '../record.ts';
import { testCache } from '../testing/cache.ts';
import { Ledger } from '../worker/ledger.ts';
import { recordsReader } from './answer.ts';
import type { Page } from './read-records.ts';

const cache = testCache();
const keys = cacheKeys(`test:${randomUUID()}`);
const reader = recordsReader(cache, keys);
const list = async (question: object = {}) => (await reader({ op: 'list', ...question })) as Page;

const record = (number: number, at = number, key = `${number} ção 🙂.txt`): FileRecord => ({
  bucket: 'b',
  key,
  lines: number,
  newlines: number,
  bytes: number,
  status: 'counted',
  countedAt: new Date(at).toISOString(),
  uploadedAt: new Date(at).toISOString(),
  sequencer: at.toString(16).padStart(12, '0'),
  etag: 'e',
});
const FILES = 25;
const times = (i: number) => 1_000 + Math.floor(i / 4); // four share a millisecond

beforeAll(async () => {
  expect(await list()).toEqual({ records: [], total: 0 });
  const ledger = new Ledger(cache, keys);
  for (let i = 0; i < FILES; i += 1) await ledger.enter(record(i, times(i)));
});
afterAll(() => cache.disconnect());

async function pages(limit: number, between: () => Promise<void> = async () => {}): Promise<Page[]> {
  const all = [await list({ limit })];
  for (let cursor = all[0]?.cursor; cursor; cursor = all.at(-1)?.cursor) {
    await between();
    all.push(await list({ limit, cursor }));
  }
  return all;
}

describe('list', () => {
  test('all records, the newest first, each as it was written', async () => {
    const { records, total, cursor } = await list();
    expect({ total, cursor, length: records.length }).toEqual({
      total: FILES,
      cursor: undefined,
      length: FILES,
    });
    const ages = records.map(({ countedAt }) => Date.parse(countedAt));
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
    expect(records).toContainEqual(record(7, times(7)));
  });

  test.each([1, 4, 7, 24, 25, 26])('in pages of %i each is there once', async (limit) => {
    const all = await pages(limit);
    const seen = all.flatMap(({ records }) => records.map(({ key }) => key));
    expect(all).toHaveLength(Math.ceil(FILES / limit));
    expect([seen.length, new Set(seen).size]).toEqual([FILES, FILES]);
  });

  test('new uploads and new versions in the meantime hide nothing', async () => {
    const own = cacheKeys(`test:${randomUUID()}`);
    const ledger = new Ledger(cache, own);
    const ask = recordsReader(cache, own);
    for (let i = 0; i < 12; i += 1) await ledger.enter(record(i, 1_000 + i));
    const seen = new Set<string>();
    let page = (await ask({ op: 'list', limit: 3 })) as Page;
    for (let round = 0; ; round += 1) {
      for (const { key } of page.records) seen.add(key);
      if (!page.cursor) break;
      await ledger.enter(record(100 + round, 5_000 + round));
      const last = page.records.at(-1) as FileRecord;
      if (round === 1) await ledger.enter({ ...last, countedAt: new Date(9_000).toISOString(), sequencer: 'F' });
      page = (await ask({ op: 'list', limit: 3, cursor: page.cursor })) as Page;
    }
    for (let i = 0; i < 12; i += 1) expect(seen).toContain(record(i).key);
  });

  test('a page stays below 6 MB, and the cursor leads to the rest', async () => {
    const own = cacheKeys(`test:${randomUUID()}`);
    const long = (i: number) => `${i}${'\u0001'.repeat(1_000)}`; // six bytes each in JSON
    for (let i = 0; i < 1_500; i += 1) {
      const each = record(i, i + 1, long(i));
      cache.hset(own.record(nameOf(each)), { ...each });
      cache.zadd(own.byTime, i + 1, nameOf(each));
    }
    const ask = recordsReader(cache, own);
    const first = (await ask({ op: 'list', limit: 10_000 })) as Page;
    const second = (await ask({ op: 'list', limit: 10_000, cursor: first.cursor })) as Page;
    expect(Buffer.byteLength(JSON.stringify(first))).toBeLessThan(5_100_000);
    expect([first.records.length + second.records.length, second.cursor]).toEqual([1_500, undefined]);
  });
});

describe('a search', () => {
  test('finds part of a name, small or capital, composed or not, and nothing in the name of the bucket', async () => {
    const named = (number: number) => record(number).key;
    const found = async (search: string) => (await list({ search })).records.map(({ key }) => key).sort();
    expect(await found('7 ÇÃO')).toEqual([17, 7].map(named));
    expect(await found('7 c\u0327a\u0303o')).toEqual([17, 7].map(named));
    expect(await found('nowhere')).toEqual([]);
    expect((await list({ search: 'b/' })).records).toEqual([]);
  });

  test('in pages finds each once, the newest first, and says how many files there are in all', async () => {
    const seen: string[] = [];
    let page: Page = await list({ search: '1', limit: 2 });
    for (;;) {
      expect(page.total).toBe(FILES);
      seen.push(...page.records.map(({ key }) => key));
      if (!page.cursor) break;
      page = await list({ search: '1', limit: 2, cursor: page.cursor });
    }
    expect(seen.sort()).toEqual([1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21].map((i) => record(i).key).sort());
  });
});

test('mails: the last fifty, the newest first, long ones cut', async () => {
  const own = cacheKeys(`test:${randomUUID()}`);
  const [ledger, ask] = [new Ledger(cache, own), recordsReader(cache, own)];
  expect(await ask({ op: 'mails' })).toEqual({ mails: [] });
  for (let i = 0; i < 55; i += 1)
    await ledger.keepMail({ at: new Date(i).toISOString(), subject: `mail ${i}`, text: 'x'.repeat(i ? 10 : 9_000) });
  await ledger.keepMail({ at: new Date(99).toISOString(), subject: 'long', text: 'y'.repeat(9_000) });
  const { mails } = (await ask({ op: 'mails' })) as { mails: KeptMail[] };
  expect([mails.length, mails[0]?.subject, mails[1]?.subject, mails.at(-1)?.subject]).toEqual([
    50,
    'long',
    'mail 54',
    'mail 6',
  ]);
  expect(mails[0]?.text).toBe(`${'y'.repeat(4_000)}…`);
});

test('get: the records asked for, in that order, null where there is none', async () => {
  const [a, b] = [record(3, times(3)), record(9, times(9))];
  const objects = [a, { bucket: 'b', key: 'never' }, b].map(({ bucket, key }) => ({ bucket, key }));
  expect(await reader({ op: 'get', objects })).toEqual({ records: [a, null, b] });
  expect(await reader({ op: 'get', objects: [] })).toEqual({ records: [] });
});

test('ping goes to the cache', async () => {
  expect(await reader({ op: 'ping' })).toEqual({ pong: true });
  const away = testCache(1);
  await expect(recordsReader(away, keys)({ op: 'ping' })).rejects.toThrow();
  away.disconnect();
});

test.each([
  [undefined, '"op" must be'],
  ['list', '"op" must be'],
  [{ op: 'drop' }, '"op" must be'],
  [{ op: 'list', limit: 0 }, '"limit" must be'],
  [{ op: 'list', limit: 1.5 }, '"limit" must be'],
  [{ op: 'list', limit: '9' }, '"limit" must be'],
  [{ op: 'list', limit: 10_001 }, '"limit" must be'],
  [{ op: 'list', cursor: 'x' }, '"cursor" must be'],
  [{ op: 'list', cursor: 3 }, '"cursor" must be'],
  [{ op: 'list', search: 3 }, '"search" must be'],
  [{ op: 'list', search: 'x'.repeat(201) }, '"search" must be'],
  [{ op: 'get' }, '"objects" must be'],
  [{ op: 'get', objects: [{ bucket: 'b' }] }, '"objects" must be'],
  [{ op: 'get', objects: Array(501).fill({ bucket: 'b', key: 'k' }) }, '"objects" must be'],
])('%j is refused with a sentence', async (question, sentence) => {
  await expect(reader(question)).rejects.toThrow(sentence);
});
