/**
 * Thousands of uploads at once: every result is told once, a mail a second, and the subscription lives.
 *
 * Notice the handler beside it, which sends one mail a file as most do: it ends the subscription within a second.
 * The long run (npm run test:long: CRASH_POINTS=all) takes 20,000 files, the short one fewer. The second is a real one.
 */
import { randomUUID } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, describe, expect, test } from 'vitest';
import { cacheKeys } from '../cache-keys.ts';
import { account, contextWith, silentTelemetry, testCache } from '../testing.ts';
import { lineCounter } from './batch.ts';
import { Ledger } from './ledger.ts';
import { MailSlot } from './mail-slot.ts';
import { readMessage } from './message.ts';
import { countObject } from './object.ts';
import { publisher } from './publish.ts';
import { Shelf } from './shelf.ts';
import { named, subscription } from './subscription.ts';

const FILES = process.env.CRASH_POINTS === 'all' ? 20_000 : 1_500;
const ENVIRONMENTS = 5;
const BATCH = 10;
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:results';

const opened: (() => void)[] = [];
afterAll(() => {
  for (const close of opened) close();
});

interface Message {
  messageId: string;
  body: string;
  receives: number;
}

/** So many files on the shelf, and their messages in the queue. */
function uploads(count: number) {
  const shelf = new Shelf();
  const expected = new Map<string, string>();
  const queue: Message[] = [];
  for (let i = 0; i < count; i += 1) {
    const [key, lines] = [`lote/${i}.txt`, (i % 9) + 2];
    expected.set(key, `${lines} linhas`);
    queue.push({ messageId: `m${i}`, body: JSON.stringify({ Records: [shelf.put('b', key, lines)] }), receives: 0 });
  }
  return { shelf, expected, queue };
}

type Handler = ReturnType<typeof lineCounter>;

/** An execution environment of the worker: a connection of its own to the cache that all share. */
function environment(shelf: Shelf, endpoint: string, keys = cacheKeys(`test:${randomUUID()}`)): Handler {
  const cache = testCache();
  opened.push(() => cache.disconnect());
  return lineCounter({
    s3: shelf,
    publish: publisher(TOPIC, account('000000000000', endpoint)),
    ledger: new Ledger(cache, keys),
    mailSlot: new MailSlot(cache, keys),
    telemetry: silentTelemetry().telemetry,
    namespace: 'ada:dev:line-counter',
    maxBytes: 1e9,
    language: 'pt',
  });
}

/** Each environment takes batches until the queue is empty; what comes back goes to its end. Gives how many came back. */
async function drain(queue: Message[], environments: Handler[]): Promise<number> {
  let returned = 0;
  const work = async (handler: Handler) => {
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH).map((message) => ({ ...message, receives: message.receives + 1 }));
      const Records = batch.map(({ messageId, body, receives }) => ({
        messageId,
        body,
        attributes: { SentTimestamp: '1735689600000', ApproximateReceiveCount: String(receives) },
      }));
      const { batchItemFailures } = await handler({ Records } as SQSEvent, contextWith(60_000));
      const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      returned += back.size;
      queue.push(...batch.filter(({ messageId }) => back.has(messageId)));
    }
  };
  await Promise.all(environments.map(work));
  return returned;
}

const fleet = (shelf: Shelf, endpoint: string) => {
  const keys = cacheKeys(`test:${randomUUID()}`);
  return Array.from({ length: ENVIRONMENTS }, () => environment(shelf, endpoint, keys));
};

describe.concurrent(`${FILES} uploads at once`, () => {
  test('every result is named exactly once, no two mails within a second, and the subscription lives', async () => {
    const mail = await subscription();
    opened.push(mail.close);
    const { shelf, expected, queue } = uploads(FILES);
    const began = performance.now();
    const returned = await drain(queue, fleet(shelf, mail.endpoint));
    const told = mail.mails.flatMap(named);
    expect(told).toHaveLength(FILES);
    expect(new Map(told)).toEqual(expected);
    expect(mail.alive).toBe(true);
    expect(Math.min(...mail.gaps())).toBeGreaterThanOrEqual(999); // the cache counts whole milliseconds
    expect(Math.max(...mail.mails.map(({ body }) => Buffer.byteLength(body)))).toBeLessThanOrEqual(256 * 1024);
    expect(returned).toBe(0);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(
      `${FILES} results in ${mail.mails.length} mails, ${seconds} s, smallest gap ${Math.min(...mail.gaps()).toFixed(0)} ms`,
    );
  }, 300_000);

  test('SNS refuses every third publication: nothing is lost, nothing is told twice', async () => {
    const mail = await subscription((publication) => (publication % 3 === 0 ? 'refused' : 'taken'));
    opened.push(mail.close);
    const { shelf, expected, queue } = uploads(300);
    await drain(queue, fleet(shelf, mail.endpoint));
    const told = mail.mails.flatMap(named);
    expect(told).toHaveLength(300);
    expect(new Map(told)).toEqual(expected);
    expect(mail.publications).toBeGreaterThan(mail.mails.length);
  });

  test('SNS is away for three publications: a message comes back, and then everything is told once', async () => {
    const mail = await subscription((publication) => (publication < 3 ? 'refused' : 'taken'));
    opened.push(mail.close);
    const { shelf, expected, queue } = uploads(40);
    expect(await drain(queue, fleet(shelf, mail.endpoint))).toBe(1);
    expect(mail.mails.flatMap(named)).toHaveLength(40);
    expect(new Map(mail.mails.flatMap(named))).toEqual(expected);
  });

  test('an answer that never comes: its results are told again, and only they', async () => {
    const mail = await subscription((publication) => (publication === 0 ? 'unanswered' : 'taken'));
    opened.push(mail.close);
    const { shelf, expected, queue } = uploads(60);
    await drain(queue, fleet(shelf, mail.endpoint));
    const [first, ...others] = mail.mails.map(named);
    expect(others.flat()).toHaveLength(60);
    expect(new Map(others.flat())).toEqual(expected);
    expect(first?.length).toBeGreaterThan(0);
    expect(Math.min(...mail.gaps())).toBeGreaterThanOrEqual(999);
  });
});

test('the usual handler, one mail a file, ends the subscription', async () => {
  const mail = await subscription();
  opened.push(mail.close);
  const { shelf, queue } = uploads(200);
  const publish = publisher(TOPIC, account('000000000000', mail.endpoint));
  const naive: Handler = async ({ Records }) => {
    for (const { body } of Records) {
      for (const item of readMessage(body)) {
        if (item.kind !== 'upload') continue;
        const { lines } = await countObject(shelf, item.upload, new AbortController().signal);
        await publish('one file', `${item.upload.key}: ${lines}`);
      }
    }
    return { batchItemFailures: [] };
  };
  await drain(
    queue,
    Array.from({ length: ENVIRONMENTS }, () => naive),
  );
  expect(mail.mails).toHaveLength(200);
  expect(mail.alive).toBe(false);
});
