// SQS's errors inside an answer of 200, and the content of the events.

import { afterAll, expect, test } from 'vitest';
import { openQueues } from '../../../testing/dead-letters.ts';
import { is, ok } from '../../../testing/hazards/wire.ts';
import { readMessage } from '../worker/message.ts';
import type { Unrecorded } from './compare.ts';
import { sendEvents, uploadEvent } from './events.ts';

const Failed = [{ Id: '0', Code: 'InvalidMessageContents', Message: 'not these characters', SenderFault: true }];
const { cloud, url, receive, close } = await openQueues(
  () => async (call, pass) =>
    is(call, 'SendMessageBatch') && call.body.includes('ruim') ? ok(JSON.stringify({ Failed })) : pass(),
);
afterAll(close);
const { signal } = new AbortController();

const file = (key: string, more: Partial<Unrecorded> = {}): Unrecorded => ({
  ...{ key, bytes: 3, etag: 'e', lastModified: new Date('2026-03-07T12:00:00.000Z') },
  ...{ why: 'no record' as const, sequencer: '0A' },
  ...more,
});

test.each([
  'relatório março.csv',
  'a+b &=?#.txt',
  '100%25.txt',
  '🙂/日本.txt',
  "quo'te (1)*!~.txt",
  'linha\n\u001bquebrada',
])('the worker reads %j as it is', (key) => {
  const upload = { bucket: 'b', key, size: 3, sequencer: '0A', uploadedAt: '2026-03-07T12:00:00.000Z', etag: 'e' };
  expect(readMessage(uploadEvent(cloud, 'b', file(key)))).toEqual([{ kind: 'upload', upload }]);
  const versioned = [{ kind: 'upload', upload: { ...upload, versionId: 'v' } }];
  expect(readMessage(uploadEvent(cloud, 'b', file(key, { versionId: 'v' })))).toEqual(versioned);
});

test('one message a file, ten a call; none when there is no file', async () => {
  const before = cloud.journal.calls.length;
  await sendEvents(cloud, { bucket: 'b', queueUrl: url.jobs }, [], signal);
  const files = Array.from({ length: 25 }, (_, at) => file(`${at}.txt`));
  await sendEvents(cloud, { bucket: 'b', queueUrl: url.jobs }, files, signal);
  expect(cloud.journal.calls.slice(before).map(({ operation }) => operation)).toEqual(
    Array(3).fill('SendMessageBatch'),
  );
  expect(await receive(url.jobs)).toHaveLength(25);
});

test('an event that SQS will never take ends the run, with SQS’s error', async () => {
  await expect(sendEvents(cloud, { bucket: 'b', queueUrl: url.jobs }, [file('ruim.txt')], signal)).rejects.toThrow(
    'SQS did not take an event: InvalidMessageContents: not these characters.',
  );
});

test('Ctrl-C sends nothing more', async () => {
  const stopped = AbortSignal.abort();
  await expect(sendEvents(cloud, { bucket: 'b', queueUrl: url.jobs }, [file('a.txt')], stopped)).rejects.toThrow(
    'Ctrl-C',
  );
  expect(await receive(url.jobs)).toEqual([]);
});
