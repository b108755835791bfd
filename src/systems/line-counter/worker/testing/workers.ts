// Several execution environments of the worker, many uploads for them, and the queue between. Each environment has its
// own connection to the cache, as on Lambda. Only the cache is shared.

import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { type CacheKeys, cacheKeys } from '../../cache-keys.ts';
import { account, contextWith, silentTelemetry, testCache } from '../../testing/cache.ts';
import { lineCounter } from '../batch.ts';
import { Ledger } from '../ledger.ts';
import { MailSlot } from '../mail-slot.ts';
import { type Publish, publisher } from '../publish.ts';
import { FakeS3 } from './fake-s3.ts';
import { eventOf, type Message } from './history/queue.ts';

const ENVIRONMENTS = 5;
const BATCH = 10;

/** So many files in the fake S3, their messages in the queue, and the text that a mail must have for each. */
export function uploads(count: number) {
  const fakeS3 = new FakeS3();
  const expected = new Map<string, string>();
  const queue: Message[] = [];
  for (let i = 0; i < count; i += 1) {
    const [key, lines] = [`lote/${i}.txt`, (i % 9) + 2];
    expected.set(key, `${lines} linhas`);
    queue.push({ messageId: `m${i}`, body: JSON.stringify({ Records: [fakeS3.put('b', key, lines)] }), receives: 0 });
  }
  return { fakeS3, expected, queue };
}

export type Handler = ReturnType<typeof lineCounter>;

/** Publishes to the topic that listens at `endpoint`. */
export const publishAt = (endpoint: string) =>
  publisher('arn:aws:sns:us-east-1:000000000000:results', account('000000000000', endpoint));

interface Surroundings {
  fakeS3: FakeS3;
  publish: Publish;
  keys: CacheKeys;
  /** Milliseconds, if not the usual lease. */
  lease?: number;
}

/** Environments for the tests of one file. Their connections end with it. */
export function workers() {
  const opened: (() => void)[] = [];
  afterAll(() => {
    for (const close of opened) close();
  });

  function environment({ fakeS3, publish, keys, lease }: Surroundings): Handler {
    const cache = testCache();
    opened.push(() => cache.disconnect());
    return lineCounter({
      s3: fakeS3,
      publish,
      ledger: new Ledger(cache, keys),
      mailSlot: new MailSlot(cache, keys, lease ? { lease } : {}),
      telemetry: silentTelemetry().telemetry,
      namespace: 'ada:dev:line-counter',
      maxBytes: 1e9,
      language: 'pt',
    });
  }
  const environments = (fakeS3: FakeS3, endpoint: string) => {
    const keys = cacheKeys(`test:${randomUUID()}`);
    return Array.from({ length: ENVIRONMENTS }, () => environment({ fakeS3, publish: publishAt(endpoint), keys }));
  };
  return { opened, environment, environments };
}

/**
 * Each environment takes batches until the queue is empty. Returned messages go to the end.
 * @returns how many returned
 */
export async function drain(queue: Message[], environments: Handler[]): Promise<number> {
  let returned = 0;
  const work = async (handler: Handler) => {
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH).map((message) => ({ ...message, receives: message.receives + 1 }));
      const { batchItemFailures } = await handler(eventOf(batch), contextWith(60_000));
      const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      returned += back.size;
      queue.push(...batch.filter(({ messageId }) => back.has(messageId)));
    }
  };
  await Promise.all(environments.map(work));
  return returned;
}
