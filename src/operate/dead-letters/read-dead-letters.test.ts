// Reading the dead letters: all are seen, none is removed, and the log says why they are there.

import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, expect, test } from 'vitest';
import { inEnglish } from '../../engine/text.ts';
import { DEFAULT_SYSTEM } from '../../screen/next-command.ts';
import { SYSTEMS } from '../../systems.ts';
import { DEAD, openQueues } from '../../testing/dead-letters.ts';
import { depthOf } from './depth.ts';
import { readDeadLetters } from './read-dead-letters.ts';
import { explain } from './reasons.ts';

const { cloud, url, setAside, receive, close } = await openQueues();
afterAll(close);
const never = new AbortController().signal;
const LOG = '/aws/lambda/worker';
const { deadLetters } = (await SYSTEMS[DEFAULT_SYSTEM]()).configured({}).abilities;
const { read } = (await deadLetters?.())?.(cloud) ?? expect.unreachable();

const event = (key: string) =>
  JSON.stringify({
    Records: [
      {
        ...{ eventName: 'ObjectCreated:Put', eventTime: '2026-03-07T14:05:08.000Z' },
        s3: { bucket: { name: 'b' }, object: { key, size: 1, sequencer: '0A', eTag: 'e' } },
      },
    ],
  });

test('all of them, with their times; afterwards they are visible again at once', async () => {
  const ids = await setAside(...Array.from({ length: 12 }, (_, at) => `text ${at}`));
  const { letters, more } = await readDeadLetters(cloud, url.dead, 100, never);
  expect(letters.map(({ messageId }) => messageId).sort()).toEqual(ids.sort());
  expect(letters.every(({ received }) => received === 1)).toBe(true);
  expect(Math.abs(Date.now() - Number(letters[0]?.sentAt))).toBeLessThan(60_000);
  expect(more).toBe(false);
  expect(await depthOf(cloud, String(DEAD))).toMatchObject({ waiting: 12, inFlight: 0 });
  const few = await readDeadLetters(cloud, url.dead, 5, never);
  expect([few.letters.length, few.more]).toEqual([5, true]);
  expect(await receive(url.dead)).toHaveLength(12);
});

test('the last reason of each; a run that Lambda ended; no reason; and a message that nobody can read', async () => {
  const bodies = [event('relat%C3%B3rio+1.txt'), event('lento.txt'), 'not JSON'];
  const [known = '', ...others] = await setAside(...bodies);
  await cloud.logs.send(new CreateLogGroupCommand({ logGroupName: LOG }));
  await cloud.logs.send(new CreateLogStreamCommand({ logGroupName: LOG, logStreamName: 's' }));
  const put = (...messages: string[]) =>
    cloud.logs.send(
      new PutLogEventsCommand({
        ...{ logGroupName: LOG, logStreamName: 's' },
        logEvents: messages.map((message) => ({ timestamp: Date.now(), message })),
      }),
    );
  const look = async () => {
    const { letters } = await readDeadLetters(cloud, url.dead, 100, never);
    const explained = await explain(cloud, { log: LOG, read }, letters, never);
    return new Map(explained.map((one) => [one.messageId, one]));
  };
  expect((await look()).get(known)).toMatchObject({ cameBack: 0, files: [{ bucket: 'b', key: 'relatório 1.txt' }] });
  expect((await look()).get(known)).not.toHaveProperty('reason');

  const back = (messageId: string, message: string) =>
    JSON.stringify({
      ...{ level: 'WARN', message: 'comes back', timestamp: new Date().toISOString(), messageId },
      ...{ files: [{ bucket: 'b', key: 'relatório 1.txt' }], error: { name: 'TimeoutError', message } },
    });
  await put(back(known, 'the first'), back('another message', 'not mine'), back(known, 'the cache did not answer'));
  let told = await look();
  expect(told.get(known)).toMatchObject({ cameBack: 2, reason: 'TimeoutError: the cache did not answer' });
  expect(told.get(String(others[0]))).toMatchObject({ cameBack: 0, files: [{ bucket: 'b', key: 'lento.txt' }] });

  await put('2026-03-07T14:05:09.123Z r1 Task timed out after 60.00 seconds');
  told = await look();
  expect(told.get(known)?.reason).toBe('TimeoutError: the cache did not answer');
  expect(inEnglish(told.get(String(others[0]))?.reason ?? '')).toBe(
    'a run was ended meanwhile, the last by: Task timed out after 60.00 seconds',
  );
  expect(told.get(String(others[1]))).toMatchObject({
    files: [],
    reason: { en: 'not an S3 event: the message is not JSON' },
  });
});

test('a queue or a log that does not exist is named', async () => {
  await expect(depthOf(cloud, 'nowhere')).rejects.toThrow(
    'The queue nowhere is not there: run npm run up -- --system test first.',
  );
  const { letters } = await readDeadLetters(cloud, url.dead, 1, never);
  await expect(explain(cloud, { log: '/aws/lambda/none', read }, letters, never)).rejects.toThrow(
    '/aws/lambda/none is not there',
  );
});
