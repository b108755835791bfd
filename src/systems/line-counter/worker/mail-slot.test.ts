// The mail slot on a real Valkey: one holder, a pause between mails, and only mailed results are taken off the list.

import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { cacheKeys, nameOf } from '../cache-keys.ts';
import type { CountedRecord } from '../record.ts';
import { testCache } from '../testing/cache.ts';
import { Ledger } from './ledger.ts';
import { type MailRules, MailSlot } from './mail-slot.ts';

const cache = testCache();
afterAll(() => cache.disconnect());

function place(rules: Partial<MailRules> = {}) {
  const keys = cacheKeys(`test:${randomUUID()}`);
  const ledger = new Ledger(cache, keys);
  const slot = new MailSlot(cache, keys, rules);
  const enter = async (key: string, sequencer = '01') => {
    const known = { bucket: 'b', key, lines: 1, newlines: 1, bytes: 2, status: 'counted', sequencer } as const;
    const record: CountedRecord = { ...known, countedAt: '2025-03-01T12:00:00Z', uploadedAt: '2025-03-01T12:00:00Z' };
    await ledger.enter(record);
    return { name: nameOf(record), sequencer };
  };
  const waiting = () => cache.zrange(keys.pending, 0, '-1');
  return { keys, ledger, slot, enter, waiting };
}

test('nothing waits: the slot is free at once', async () => {
  const { slot } = place();
  expect(await slot.turn('a')).toEqual({ kind: 'nothing' });
  expect(await slot.turn('b')).toEqual({ kind: 'nothing' });
});

test('one holds the slot until nothing waits, and others cannot take it', async () => {
  const { slot, enter } = place({ betweenMails: 1 });
  const one = await enter('1');
  expect(await slot.turn('a')).toMatchObject({ kind: 'mail', names: ['b/1'], waiting: 1 });
  const two = await enter('2');
  expect(await slot.turn('b')).toEqual({ kind: 'taken' });
  await slot.turn('a', [one]);
  await setTimeout(3);
  expect(await slot.turn('a')).toMatchObject({ kind: 'mail', names: ['b/2'] });
  expect(await slot.turn('a', [two])).toEqual({ kind: 'nothing' });
  expect(await slot.turn('b')).toEqual({ kind: 'nothing' });
});

test('fifty ask at the same time, and one gets the slot', async () => {
  const { slot, enter } = place();
  await enter('1');
  const turns = await Promise.all(Array.from({ length: 50 }, (_, i) => slot.turn(`t${i}`)));
  expect(turns.filter(({ kind }) => kind === 'mail')).toHaveLength(1);
  expect(turns.filter(({ kind }) => kind === 'taken')).toHaveLength(49);
});

test('there is a second between two mails of any senders, also after a failed try', async () => {
  const { slot, enter } = place({ betweenMails: 400 });
  const one = await enter('1');
  await enter('2');
  const tried = performance.now();
  expect((await slot.turn('a')).kind).toBe('mail');
  expect(await slot.turn('a', [one])).toMatchObject({ kind: 'wait', ms: expect.any(Number) });
  await slot.release('a');
  const turn = await slot.turn('b');
  expect(turn).toMatchObject({ kind: 'wait' });
  if (turn.kind === 'wait') await setTimeout(turn.ms);
  expect((await slot.turn('b')).kind).toBe('mail');
  expect(performance.now() - tried).toBeGreaterThanOrEqual(399);
  expect((await slot.turn('b', [])).kind).toBe('wait');
});

test('a dead holder loses the slot at the end of its lease; each turn renews the lease', async () => {
  const { slot, enter } = place({ lease: 150 });
  await enter('1');
  await slot.turn('dead');
  expect((await slot.turn('b')).kind).toBe('taken');
  await setTimeout(100);
  await slot.turn('dead');
  await setTimeout(100);
  expect((await slot.turn('b')).kind).toBe('taken');
  await setTimeout(60);
  expect((await slot.turn('b')).kind).toBe('mail');
  expect((await slot.turn('dead')).kind).toBe('taken');
  await slot.release('dead');
  expect((await slot.turn('c')).kind).toBe('taken');
});

test('a newer write that came during the mail about the older one stays on the list', async () => {
  const { slot, enter, waiting } = place();
  const old = await enter('1');
  await slot.turn('a');
  await enter('1', '02');
  expect((await slot.turn('a', [old])).kind).toBe('wait');
  expect(await waiting()).toEqual(['b/1']);
  expect(await slot.turn('a', [{ name: 'b/1', sequencer: '02' }])).toEqual({ kind: 'nothing' });
});

test('the oldest come first, at most the allowed number, with the wait of the oldest', async () => {
  const { slot, enter } = place({ most: 2 });
  for (const key of ['z', 'y', 'x']) {
    await enter(key);
    await setTimeout(5);
  }
  const turn = await slot.turn('a');
  expect(turn).toMatchObject({ kind: 'mail', names: ['b/z', 'b/y'], waiting: 3 });
  if (turn.kind === 'mail') expect(turn.waitedMs).toBeGreaterThanOrEqual(14);
  if (turn.kind === 'mail') expect(turn.waitedMs).toBeLessThan(5_000);
});

test('a name whose record was removed by hand is taken off; an unreadable message is remembered for 15 days', async () => {
  const { keys, ledger, slot, enter, waiting } = place();
  const { name } = await enter('gone');
  await cache.del(keys.record(name));
  await ledger.enterUnreadable('m', 0, 'not JSON');
  const turn = await slot.turn('a');
  const pending = await ledger.pending(turn.kind === 'mail' ? turn.names : []);
  expect(await slot.turn('a', pending)).toEqual({ kind: 'nothing' });
  expect(await waiting()).toEqual([]);
  expect(await cache.ttl(keys.record('?m/0'))).toBeGreaterThan(14 * 86_400);
  expect(await ledger.enterUnreadable('m', 0, 'not JSON')).toBe(false);
});

test('when the clock of the cache is an hour behind after a failover, nobody waits for an hour', async () => {
  const { keys, slot, enter } = place({ lease: 50, betweenMails: 30 });
  await enter('1');
  const ahead = Date.now() + 3_600_000;
  await cache.hset(keys.mailSlot, { holder: 'dead', until: ahead, next: ahead });
  expect((await slot.turn('b')).kind).toBe('taken');
  await setTimeout(60);
  expect(await slot.turn('b')).toEqual({ kind: 'wait', ms: 30 });
  await setTimeout(35);
  expect((await slot.turn('b')).kind).toBe('mail');
});
