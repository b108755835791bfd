// At most one mail a second, and every notice in some mail: on a real bucket of the local cloud, with many invocations at
// the same time. A function that publishes fails where a test says so.

import { CreateBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { BETWEEN_MAILS, MailSlot } from './mail-slot.ts';
import { mails } from './mails.ts';
import { FOR_MAIL, type Message, mailOf, type Notice } from './notice.ts';

const {
  cloud: { s3, account },
} = await openTestCloud();
const noticeOf = (key: string, status = 'rejected'): Notice => ({
  ...{ subject: `Document rejected: ${key}`, text: `File: ${key}\n` },
  attributes: { status, kind: 'invoice', key },
});
const plenty = () => 60_000;

let buckets = 0;
/** A bucket of results, what was published, and the time that each mail left in the slot. Each notice has its own slot. */
async function office({ failing = 0 } = {}) {
  buckets += 1;
  const bucket = `results-${buckets}-${account}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const claimed: number[] = [];
  const sent: Message[] = [];
  let failures = failing;
  const invocation = (slot: Pick<MailSlot, 'claim'>) =>
    mails({
      ...{ s3, bucket, language: 'en', slot },
      async publish(message) {
        if (failures > 0) {
          failures -= 1;
          throw new Error('SNS does not answer');
        }
        sent.push(message);
      },
    });
  const ownSlot = () => {
    let at = 0;
    const slot = new MailSlot(s3, bucket, () => {
      at = Date.now();
      return at;
    });
    return {
      async claim() {
        const wait = await slot.claim();
        if (wait === 0) claimed.push(at);
        return wait;
      },
    };
  };
  const left = async () => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.map(({ Key }) => Key);
  };
  const tell = (key: string, slot: Pick<MailSlot, 'claim'> = ownSlot(), remaining = plenty) =>
    invocation(slot)(noticeOf(key), '0A', remaining);
  return { sent, claimed, left, tell };
}

const named = (sent: readonly Message[], key: string) => sent.filter(({ text }) => text.includes(`File: ${key}\n`));

test('sixty rejections at once: mails are a second apart, each is in one of them, nothing is left lying', async () => {
  const { tell, sent, claimed, left } = await office();
  const keys = Array.from({ length: 60 }, (_, index) => `nota-${String(index).padStart(2, '0')}.xml`);
  await Promise.all(keys.map((key) => tell(key)));
  expect(keys.filter((key) => !named(sent, key).length)).toEqual([]);
  for (const { attributes, subject } of sent) expect([attributes, subject.length < 100]).toEqual([FOR_MAIL, true]);
  const apart = claimed.slice(1).map((at, index) => at - (claimed[index] ?? 0));
  expect(apart.filter((milliseconds) => milliseconds < BETWEEN_MAILS)).toEqual([]);
  expect(sent.length).toBeLessThanOrEqual(claimed.length);
  expect(await left()).toEqual(['mails/last']);
});

test('one notice alone goes out as it is, and a repeat of its event is one mail more', async () => {
  const { tell, sent } = await office();
  await tell('só.xml');
  expect(sent).toEqual([{ ...noticeOf('só.xml'), attributes: FOR_MAIL }]);
  await tell('só.xml');
  expect(sent).toHaveLength(2);
});

test('when SNS does not answer, that is thrown, and the next mail has both notices', async () => {
  const { tell, sent } = await office({ failing: 1 });
  await expect(tell('primeira.xml')).rejects.toThrow('SNS does not answer');
  await tell('segunda.xml');
  expect(sent).toHaveLength(1);
  for (const key of ['primeira.xml', 'segunda.xml']) expect(named(sent, key)).toHaveLength(1);
});

test('without time to wait it is thrown, so that Lambda calls again; the notice stays', async () => {
  const { tell, sent, left } = await office();
  const taken = { claim: async () => BETWEEN_MAILS };
  await expect(tell('depois.xml', taken, () => 5_500)).rejects.toThrow('No mail could be sent in time');
  expect([sent, (await left()).length]).toEqual([[], 1]);
});

test('several notices in one mail: how many were rejected, and a message that SNS takes', () => {
  const many = Array.from({ length: 100 }, (_, index) => ({
    ...noticeOf(`${index}.xml`, index % 2 ? 'rejected' : 'accepted'),
    text: '日'.repeat(9_000),
  }));
  const { subject, text } = mailOf(many, 'pt');
  expect(subject).toBe('100 documentos. Documento rejeitado: 50');
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
});
