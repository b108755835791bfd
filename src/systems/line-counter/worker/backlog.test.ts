// A backlog of large files: all that fits into one invocation is counted, and no message becomes a dead letter before
// it had its turn. Batch code, deadline with timers and cache are real. The clock is a fake: it jumps when everybody
// waits. S3 sends 75 MB/s to each environment, and SQS gives visible messages in a random order.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cacheKeys } from '../cache-keys.ts';
import { WORKER_TIMEOUT } from '../functions.ts';
import { DELIVERY } from '../parts.ts';
import { silentTelemetry, testCache } from '../testing/cache.ts';
import { lineCounter } from './batch.ts';
import { MARGIN_MS } from './deadline.ts';
import { Ledger } from './ledger.ts';
import { MailSlot } from './mail-slot.ts';
import type { Store } from './s3-reading/object-store.ts';
import { eventOf, type Message } from './testing/history/queue.ts';

const BYTES_A_SECOND = 75e6;
const CONCURRENCY = 2;
const GB = 1e9;

const cache = testCache();
afterAll(() => cache.disconnect());
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1000));

/** The file arrives at the speed of Lambda's network, and stops when its time is over. */
const store: Store = {
  open: ({ size }, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const arrives = setTimeout(
        () => {
          const headers = { 'content-length': '2' };
          resolve(Object.assign(Readable.from([Buffer.from('x\n')], { objectMode: false }), { headers }) as never);
        },
        (size / BYTES_A_SECOND) * 1000,
      );
      signal.addEventListener('abort', () => {
        clearTimeout(arrives);
        reject(signal.reason);
      });
    }),
};

/** Numbers from 0 to 1 that are the same each time (Park and Miller's generator). */
function random(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Counts files of these sizes that all arrive at once, and gives what happened to each. */
async function workOff(sizes: number[]) {
  let atWork = 0;
  const real = async <T>(work: Promise<T>) => {
    atWork += 1;
    return work.finally(() => {
      atWork -= 1;
    });
  };
  const calm = {
    eval: (...args: Parameters<Redis['eval']>) => real(cache.eval(...args)),
    hgetall: (key: string) => real(cache.hgetall(key)),
  } as unknown as Redis;
  const keys = cacheKeys(`test:${randomUUID()}`);
  const pick = random();
  const visible = sizes.map(messageOf);
  let [hidden, dead, counted] = [0, 0, 0];

  async function environment() {
    const handler = lineCounter({
      s3: store,
      publish: async () => 'mail',
      ledger: new Ledger(calm, keys),
      mailSlot: new MailSlot(calm, keys, { betweenMails: 0 }),
      telemetry: silentTelemetry().telemetry,
      namespace: 'n',
      maxBytes: 50e12,
      language: 'pt',
    });
    while (visible.length + hidden > 0) {
      const batch: Message[] = [];
      while (batch.length < DELIVERY.batchSize && visible.length > 0) {
        const [message] = visible.splice(Math.floor(pick() * visible.length), 1);
        if (message && message.receives >= DELIVERY.receivesAtMost) dead += 1;
        else if (message) batch.push({ ...message, receives: message.receives + 1 });
      }
      if (batch.length === 0) {
        await seconds(1);
        continue;
      }
      const [began, end] = [Date.now(), Date.now() + WORKER_TIMEOUT * 1000];
      hidden += batch.length;
      const context = { getRemainingTimeInMillis: () => end - Date.now() } as Context;
      const { batchItemFailures } = await handler(eventOf(batch), context);
      const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const returned = batch.filter(({ messageId }) => back.has(messageId));
      counted += batch.length - returned.length;
      hidden -= batch.length - returned.length;
      void seconds(DELIVERY.visibilitySeconds - (Date.now() - began) / 1000).then(() => {
        hidden -= returned.length;
        visible.push(...returned);
      });
    }
  }

  let working = true;
  const done = Promise.all(Array.from({ length: CONCURRENCY }, environment)).finally(() => {
    working = false;
  });
  while (working) {
    for (let turn = 0; turn < 6; turn += 1) await setImmediate();
    if (atWork === 0) await vi.advanceTimersToNextTimerAsync();
  }
  await done;
  return { counted, dead };
}

function messageOf(size: number, at: number): Message {
  const object = { key: `${at}.csv`, size, eTag: 'e', sequencer: '01' };
  const record = {
    eventName: 'ObjectCreated:Put',
    eventTime: '2025-01-01T00:00:00Z',
    s3: { bucket: { name: 'b' }, object },
  };
  return { messageId: `m${at}`, body: JSON.stringify({ Records: [record] }), receives: 0 };
}

const files = (count: number, gigabytes: number) => Array<number>(count).fill(gigabytes * GB);

test.each([1, 2, 5, 10])('200 files of %i GB: all are counted', async (gigabytes) => {
  expect(await workOff(files(200, gigabytes))).toEqual({ counted: 200, dead: 0 });
});

test('five files as large as an invocation can read, at once: all are counted', async () => {
  const largest = ((WORKER_TIMEOUT - MARGIN_MS / 1000) * BYTES_A_SECOND) / GB;
  expect(await workOff(files(5, Math.floor(largest)))).toEqual({ counted: 5, dead: 0 });
  for (const page of ['README.md', 'README.pt-BR.md'])
    expect(readFileSync(new URL(`../${page}`, import.meta.url), 'utf8')).toContain(` ${Math.floor(largest)} GB`);
});

test('twenty files too large for any invocation, among 180 of 1 GB: only they become dead letters', async () => {
  expect(await workOff([...files(20, 25), ...files(180, 1)])).toEqual({ counted: 180, dead: 20 });
});
