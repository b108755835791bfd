// The two waits, with a real queue and a reader, and a clock that jumps.

import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, expect, test } from 'vitest';
import { JOBS, openQueues } from '../../../testing/dead-letters.ts';
import { VirtualClock } from '../../../testing/hazards/virtual-clock.ts';
import { is, ok } from '../../../testing/hazards/wire.ts';
import { untilQuiet, untilRecorded } from './waiting.ts';

/** The reader's answers: sequencers by key, a new answer each time. */
let answers: Record<string, string>[] = [];
const { cloud, url, receive, close } = await openQueues(() => async (call, pass) => {
  if (!is(call, 'Invoke')) return pass();
  const told = answers.length > 1 ? answers.shift() : answers[0];
  const objects = call.input.objects as { bucket: string; key: string }[];
  const records = objects.map((object) => (told?.[object.key] ? { ...object, sequencer: told[object.key] } : null));
  return ok(JSON.stringify({ records }));
});
afterAll(close);

test('the wait ends at once for an empty queue, else when its messages are gone, at most after a minute', async () => {
  const seen: number[] = [];
  const watch = (messages: number) => void seen.push(messages);
  expect(await untilQuiet(cloud, String(JOBS), new VirtualClock(), watch)).toBe(true);
  expect(seen).toEqual([]);

  await Promise.all(
    ['a', 'b'].map((MessageBody) => cloud.sqs.send(new SendMessageCommand({ QueueUrl: url.jobs, MessageBody }))),
  );
  const clock = new VirtualClock();
  expect(await untilQuiet(cloud, String(JOBS), clock, watch)).toBe(false);
  expect(new Set(seen)).toEqual(new Set([2]));
  expect(clock.now()).toBeGreaterThanOrEqual(60);
  expect(clock.now()).toBeLessThan(61);

  // They are in flight, so they still count.
  expect(await receive(url.jobs)).toHaveLength(2);
  expect(await untilQuiet(cloud, String(JOBS), new VirtualClock(), watch)).toBe(false);
});

test('a record of an earlier event does not count; each new record starts the patience again', async () => {
  const sent = new Map([
    ['a', '0A1'],
    ['b', '00'],
    ['c', '00'],
  ]);
  // A look that finds everything is followed by another at once.
  answers = [{ a: '0A' }, { a: '0A', b: '0B' }, { a: '0A' }, { a: '0A1' }, {}];
  const clock = new VirtualClock();
  const told: number[] = [];
  const waiting = await untilRecorded(cloud, { bucket: 'b', reader: 'r' }, sent, {
    ...{ clock, patience: 30 },
    progress: (recorded) => void told.push(recorded),
  });
  expect(waiting).toEqual(['c']);
  expect([...new Set(told)]).toEqual([0, 1, 2]);
  expect(clock.now()).toBeGreaterThan(30);
  expect(clock.now()).toBeLessThan(40);
});
