// Verdicts on a real Valkey: first, newer, the same, older; and the results that still wait for a mail.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { connectToCache } from '../cache.ts';
import { cacheKeys, nameOf, nameOfUnreadable } from '../cache-keys.ts';
import { type CountedRecord, fromHash } from '../record.ts';
import { testCache } from '../testing/cache.ts';
import { Ledger } from './ledger.ts';
import { flakyProxy } from './testing/flaky-proxy.ts';

const cache = testCache();
const keys = cacheKeys(`test:${randomUUID()}`);
const ledger = new Ledger(cache, keys);
afterAll(() => cache.disconnect());

const record = (sequencer: string, lines = 1, key: string = randomUUID()): CountedRecord => ({
  bucket: 'b',
  key,
  lines,
  newlines: lines,
  bytes: 2,
  status: 'counted',
  countedAt: '2025-03-01T12:00:00.000Z',
  uploadedAt: '2025-03-01T11:59:59.000Z',
  sequencer,
});
const stored = async (of: CountedRecord) => fromHash(await cache.hgetall(keys.record(nameOf(of))));
const enter = async (of: CountedRecord) => (await ledger.enter(of)).verdict;

test.each([
  ['0055AED6DCD90281E5', '0055AED6DCD90281E6', 'updated'],
  ['0055AED6DCD90281E5', '0055AED6DCD90281E5', 'duplicate'],
  ['0055AED6DCD90281E5', '0055AED6DCD90281E4', 'stale'],
  ['0055', '005501', 'updated'],
  ['0056', '005501', 'stale'],
  ['005501', '0055', 'stale'],
  ['005501', '0056', 'updated'],
  ['0055', '00550000', 'duplicate'],
  ['005500', '0055', 'duplicate'],
  ['00a1', '00A2', 'updated'],
  ['00A2', '00a1', 'stale'],
  ['9', 'A', 'updated'],
])('after %s comes %s: %s', async (before, after, verdict) => {
  const first = record(before, 1);
  const second = { ...first, sequencer: after, lines: 2 };
  expect(await enter(first)).toBe('created');
  expect(await enter(second)).toBe(verdict);
  expect(await stored(first)).toEqual(verdict === 'updated' ? second : first);
});

test('in any order and with any repeats, the newest write stays', async () => {
  const { key } = record('0');
  const writes = ['01', '0101', '02', '0201', '03'].map((sequencer, i) => record(sequencer, i, key));
  const shuffled = [...writes, ...writes].sort(() => Math.random() - 0.5);
  await Promise.all(shuffled.map((each) => ledger.enter(each)));
  expect(await stored(writes[0] as CountedRecord)).toEqual(writes[4]);
});

test('a count replaces a failure without leaving its reason, and the other way round', async () => {
  const count = record('02', 5);
  const { lines: _l, newlines: _n, bytes: _b, ...rest } = count;
  const failure = { ...rest, status: 'failed' as const, reason: 'too large' as const };
  await ledger.enter({ ...failure, sequencer: '01' });
  await ledger.enter(count);
  expect(await stored(count)).toEqual(count);
  await ledger.enter({ ...failure, sequencer: '03' });
  expect(await stored(count)).toEqual({ ...failure, sequencer: '03' });
});

test('no record and no index expires', async () => {
  const one = record('01');
  await ledger.enter(one);
  for (const key of [keys.record(nameOf(one)), keys.byTime, keys.pending]) expect(await cache.ttl(key)).toBe(-1);
});

describe('results without a mail', () => {
  const asUpload = (of: CountedRecord) => ({ ...of, size: 2 });

  test('a result waits for its mail until it is off the pending list, also for a repeat of its event', async () => {
    const one = record('01');
    expect(await ledger.enter(one)).toEqual({ verdict: 'created', owed: true, record: one });
    expect(await ledger.peekVerdict(asUpload(one))).toEqual({ verdict: 'duplicate', owed: true });
    await cache.zrem(keys.pending, nameOf(one));
    expect(await ledger.peekVerdict(asUpload(one))).toEqual({ verdict: 'duplicate' });
    expect(await ledger.enter(one)).toEqual({ verdict: 'duplicate' });
  });

  test('a pending entry is read as it is now, with its verdict; a removed record is read as removed', async () => {
    const old = record('01');
    const newer = { ...old, sequencer: '02' };
    await ledger.enter(old);
    await ledger.enter(newer);
    const name = nameOf(old);
    expect(await ledger.pending([name, 'b/gone'])).toEqual([
      { name, sequencer: '02', notice: { verdict: 'updated', record: newer } },
      { name: 'b/gone', sequencer: '' },
    ]);
  });

  test('an unreadable message waits for one mail, also after repeats', async () => {
    const id = randomUUID();
    expect(await ledger.enterUnreadable(id, 0, 'not JSON')).toBe(true);
    expect(await ledger.enterUnreadable(id, 0, 'not JSON')).toBe(false);
    const name = nameOfUnreadable(id, 0);
    expect(await cache.zscore(keys.pending, name)).not.toBeNull();
    const notice = { verdict: 'unreadable', detail: 'not JSON' };
    expect(await ledger.pending([name])).toEqual([{ name, sequencer: '0', notice }]);
  });

  test('peekVerdict writes nothing', async () => {
    const one = record('01');
    expect(await ledger.peekVerdict(asUpload(one))).toEqual({ verdict: 'created' });
    expect(await stored(one)).toBeUndefined();
    expect(await cache.zscore(keys.pending, nameOf(one))).toBeNull();
  });
});

describe('an outage', () => {
  const ca = readFileSync(inject('cloud').cache.ca, 'utf8');
  const asked = async (port: number) => {
    const complaints: Error[] = [];
    const away = connectToCache({ host: '127.0.0.1', port, ca }, (error) => complaints.push(error));
    const start = Date.now();
    await expect(new Ledger(away, keys).enter(record('01'))).rejects.toThrow();
    away.disconnect();
    return { took: Date.now() - start, complaints };
  };

  test('a closed port fails within seconds, and `complain` is called once', async () => {
    const { took, complaints } = await asked(1);
    expect(took).toBeLessThan(3_500);
    expect(complaints).toHaveLength(1);
  });

  test('a port without answers fails within seconds', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { took } = await asked((silent.address() as { port: number }).port);
    silent.close();
    expect(took).toBeLessThan(3_500);
  });

  test('a broken connection is made again by itself', async () => {
    const own = testCache();
    const mine = new Ledger(own, keys);
    await mine.enter(record('01'));
    own.stream?.destroy();
    await expect(mine.enter(record('01'))).resolves.toMatchObject({ verdict: 'created' });
    own.disconnect();
  });

  test('a command whose answer was lost is repeated, and is not a duplicate of itself', async () => {
    const { host, port } = inject('cloud').cache;
    const line = await flakyProxy({ host, port });
    const own = connectToCache({ host, port: line.port, ca }, () => {});
    const mine = new Ledger(own, keys);
    await mine.enter(record('01'));
    line.loseAnswer();
    const one = record('01');
    expect(await mine.enter(one)).toEqual({ verdict: 'created', owed: true, record: one });
    line.loseAnswer();
    expect(await mine.enterUnreadable(randomUUID(), 0, 'not JSON')).toBe(true);
    expect(line.cuts).toBe(2);
    own.disconnect();
    line.close();
  });
});
