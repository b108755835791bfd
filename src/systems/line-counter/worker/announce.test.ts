// The round trips of a batch, and the two ways in which a sender is kept from sending results that others have sent.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, expect, inject, test } from 'vitest';
import { connectToCache } from '../cache.ts';
import { cacheKeys } from '../cache-keys.ts';
import { batchOf, contextWith, silentTelemetry, testCache } from '../testing/cache.ts';
import { lineCounter, type Parts } from './batch.ts';
import { Ledger } from './ledger.ts';
import { type MailRules, MailSlot } from './mail-slot.ts';
import { LONGEST_PUBLICATION_MS } from './publish.ts';
import { FakeS3 } from './testing/fake-s3.ts';
import { flakyProxy } from './testing/flaky-proxy.ts';

const cache = testCache();
afterAll(() => cache.disconnect());

function place(rules: Partial<MailRules> = {}, connection = cache) {
  const keys = cacheKeys(`test:${randomUUID()}`);
  const fakeS3 = new FakeS3();
  const sent: string[] = [];
  const parts: Parts = {
    s3: fakeS3,
    publish: async (_subject, body) => String(sent.push(body)),
    ledger: new Ledger(connection, keys),
    mailSlot: new MailSlot(connection, keys, rules),
    telemetry: silentTelemetry().telemetry,
    namespace: 'n',
    maxBytes: 1e9,
    language: 'pt',
  };
  const upload = (key: string) => ({ Records: [fakeS3.put('b', key, 3)] });
  const run = (event: SQSEvent, changes: Partial<Parts> = {}, milliseconds = 60_000) =>
    lineCounter({ ...parts, ...changes })(event, contextWith(milliseconds));
  return { keys, parts, sent, upload, run };
}

test('a batch of ten new files costs at most seven round trips to the cache, one of ten repeats at most two', async () => {
  const { host, port, ca } = inject('cloud').cache;
  const line = await flakyProxy({ host, port });
  const connection = connectToCache({ host, port: line.port, ca: readFileSync(ca, 'utf8') }, () => {});
  await connection.ping();
  const { upload, run, sent } = place({}, connection);
  const batch = batchOf(...Array.from({ length: 10 }, (_, i) => upload(`${i}.txt`)));

  const before = line.roundTrips;
  await run(batch);
  const fresh = line.roundTrips - before;
  await run(batch);
  const repeated = line.roundTrips - before - fresh;
  connection.disconnect();
  line.close();
  expect(sent).toHaveLength(1);
  console.log(`round trips to the cache: ${fresh} for ten new files, ${repeated} for ten repeats`);
  // peekVerdict, enter (once or more, as the reads end), ask for the slot, read what waits, note what was mailed.
  expect(fresh).toBeLessThanOrEqual(7);
  expect(repeated).toBeLessThanOrEqual(2);
});

test('a sender that was delayed longer than its lease does not send, but asks again', async () => {
  const rules = { lease: LONGEST_PUBLICATION_MS + 100, betweenMails: 1 };
  const { parts, sent, upload, run } = place(rules);
  const { ledger } = parts;
  const pending = ledger.pending.bind(ledger);
  let asked = 0;
  ledger.pending = async (names) => {
    asked += 1;
    if (asked === 1) await setTimeout(150);
    return pending(names);
  };
  expect(await run(batchOf(upload('a.txt')))).toEqual({ batchItemFailures: [] });
  expect(asked).toBe(2);
  expect(sent).toHaveLength(1);
});

test('when SNS is down the slot is free at once, and one message returns: the one with most attempts left', async () => {
  const { sent, upload, run } = place();
  const event = batchOf(upload('a.txt'), upload('b.txt'));
  for (const [i, receives] of ['4', '2'].entries()) {
    const { attributes } = event.Records[i] ?? {};
    if (attributes) attributes.ApproximateReceiveCount = receives;
  }
  const slow = { publish: async () => Promise.reject(new Error('SNS is away')) };
  expect(await run(event, slow)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(sent).toEqual([]);
  expect(await run(batchOf({ Event: 's3:TestEvent' }))).toEqual({ batchItemFailures: [] });
  expect(sent).toHaveLength(1);
  expect(sent[0]).toContain('2 arquivos contados');
});

test('an unreadable message that returns sends what waits, although it was mailed itself', async () => {
  const { sent, upload, run } = place({ betweenMails: 1 });
  const poison = 'nobody reads this';
  expect((await run(batchOf(poison))).batchItemFailures).toHaveLength(1);
  const event = batchOf(poison, upload('a.txt'));
  const { attributes } = event.Records[1] ?? {};
  if (attributes) attributes.ApproximateReceiveCount = '4';
  const away = { publish: async () => Promise.reject(new Error('SNS is away')) };
  expect(await run(event, away)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  expect(await run(batchOf(poison))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  expect(sent).toHaveLength(2);
  expect(sent[1]).toContain('a.txt');
});

test('results that a sender has no time to mail wait for the next one; repeats send nothing of their own', async () => {
  const { sent, upload, run } = place({ most: 1, betweenMails: 600 });
  const event = batchOf(upload('a.txt'), upload('b.txt'));
  expect((await run(event, {}, 700)).batchItemFailures).toHaveLength(1);
  expect(sent).toHaveLength(1);
  expect(await run(event)).toEqual({ batchItemFailures: [] });
  expect(sent).toHaveLength(2);
  expect(await run(event)).toEqual({ batchItemFailures: [] });
  expect(sent).toHaveLength(2);
});
