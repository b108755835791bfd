// Thousands of uploads at once: every result is mailed once, with one mail a second, and the subscription stays alive.
// A usual handler with one mail a file is tested too: SNS ends its subscription within a second. The long run (npm run
// test:long) takes 20,000 files, the short run fewer. The second is a real one.

import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { LONG } from '../../../testing/long.ts';
import { cacheKeys } from '../cache-keys.ts';
import { readMessage } from './message.ts';
import { LONGEST_PUBLICATION_MS, type Publish } from './publish.ts';
import { countObject } from './s3-reading/object.ts';
import { type Mail, named, subscription } from './testing/subscription.ts';
import { drain, type Handler, publishAt, uploads, workers } from './testing/workers.ts';

const FILES = LONG ? 20_000 : 1_500;
const { opened, environment, environments } = workers();

describe.concurrent(`${FILES} uploads at once`, () => {
  test('every result is named exactly once, no two mails within a second, and the subscription stays', async () => {
    const mail = await subscription();
    opened.push(mail.close);
    const { fakeS3, expected, queue } = uploads(FILES);
    const began = performance.now();
    const returned = await drain(queue, environments(fakeS3, mail.endpoint));
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

  test('SNS refuses every third publication: nothing is lost, nothing is mailed twice', async () => {
    const mail = await subscription((publication) => (publication % 3 === 0 ? 'refused' : 'taken'));
    opened.push(mail.close);
    const { fakeS3, expected, queue } = uploads(300);
    await drain(queue, environments(fakeS3, mail.endpoint));
    const told = mail.mails.flatMap(named);
    expect(told).toHaveLength(300);
    expect(new Map(told)).toEqual(expected);
    expect(mail.publications).toBeGreaterThan(mail.mails.length);
  });

  test('SNS is down for three publications: a message returns, and then everything is mailed once', async () => {
    const mail = await subscription((publication) => (publication < 3 ? 'refused' : 'taken'));
    opened.push(mail.close);
    const { fakeS3, expected, queue } = uploads(40);
    expect(await drain(queue, environments(fakeS3, mail.endpoint))).toBe(1);
    expect(mail.mails.flatMap(named)).toHaveLength(40);
    expect(new Map(mail.mails.flatMap(named))).toEqual(expected);
  });

  test('a publication without an answer: only its results are mailed again', async () => {
    const mail = await subscription((publication) => (publication === 0 ? 'unanswered' : 'taken'));
    opened.push(mail.close);
    const { fakeS3, expected, queue } = uploads(60);
    await drain(queue, environments(fakeS3, mail.endpoint));
    const [first, ...others] = mail.mails.map(named);
    expect(others.flat()).toHaveLength(60);
    expect(new Map(others.flat())).toEqual(expected);
    expect(first?.length).toBeGreaterThan(0);
    expect(Math.min(...mail.gaps())).toBeGreaterThanOrEqual(999);
  });
});

describe.concurrent('a sender dies', () => {
  const forever = new Promise<never>(() => {});
  const before =
    (_publish: Publish): Publish =>
    () =>
      forever;
  const after = (publish: Publish): Publish => {
    return async (subject, body) => {
      await publish(subject, body);
      return forever;
    };
  };
  const lease = LONGEST_PUBLICATION_MS + 500;

  test.each([
    ['before SNS had the mail', before, 0],
    ['after SNS had it, before the cache was told', after, 10],
  ])(
    '%s: others trust it until the lease runs out; then what waits is in the next mail',
    async (_when, dying, told) => {
      const mail = await subscription();
      opened.push(mail.close);
      const keys = cacheKeys(`test:${randomUUID()}`);
      const { fakeS3, expected, queue } = uploads(30);
      const lost = queue.splice(0, 10);
      const publish = publishAt(mail.endpoint);
      const alive = environment({ fakeS3, publish, keys, lease });

      void drain([...lost], [environment({ fakeS3, publish: dying(publish), keys, lease })]);
      await setTimeout(1_000);
      expect(await drain(queue, [alive])).toBe(0);
      expect(mail.mails.flatMap(named)).toHaveLength(told);
      await setTimeout(lease); // the queue's visibility time-out is even longer
      expect(await drain([...lost], [alive])).toBe(0);
      expect(mail.mails.flatMap(named)).toHaveLength(told + 30);
      expect(new Map(mail.mails.at(-1) && named(mail.mails.at(-1) as Mail))).toEqual(expected);
    },
  );
});

test('the usual handler, one mail a file, ends the subscription', async () => {
  const mail = await subscription();
  opened.push(mail.close);
  const { fakeS3, queue } = uploads(200);
  const publish = publishAt(mail.endpoint);
  const naive: Handler = async ({ Records }) => {
    for (const { body } of Records) {
      for (const item of readMessage(body)) {
        if (item.kind !== 'upload') continue;
        const { lines } = await countObject(fakeS3, item.upload, new AbortController().signal);
        await publish('one file', `${item.upload.key}: ${lines}`);
      }
    }
    return { batchItemFailures: [] };
  };
  await drain(
    queue,
    Array.from({ length: 5 }, () => naive),
  );
  expect(mail.mails).toHaveLength(200);
  expect(mail.alive).toBe(false);
});
