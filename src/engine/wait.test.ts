// Waiting, with a clock that needs no real time: deadlines hold, reasons are shown, and unknown errors are thrown at
// once. The last question is asked at the deadline, so a thing that appears in the last second counts.

import { expect, test } from 'vitest';
import { recordedContext } from '../testing/recorder.ts';
import { Interrupted, Problem } from './problems.ts';
import { absentWhen, duration, retryOn, until, wallClock } from './wait.ts';

const named = (name: string, message = 'of AWS') => Object.assign(new Error(message), { name });

test('until asks at once, and returns the first answer without a pause', async () => {
  const clock = recordedContext();
  expect(await until(clock, 'waiting', 10, async () => 'there')).toBe('there');
  expect(clock.paused).toEqual([]);
});

test('until accepts null and false as answers; only undefined means "not yet"', async () => {
  expect(await until(recordedContext(), 'waiting', 10, async () => false)).toBe(false);
});

test('until asks often at first, then every 5 s, and once more at the deadline', async () => {
  const clock = recordedContext();
  const asked: number[] = [];
  const waiting = until(clock, 'waiting for the cache', 60, async (waited) => void asked.push(waited));
  await expect(waiting).rejects.toThrow('Gave up waiting for the cache after 1 min.');
  expect(asked[0]).toBe(0);
  expect(asked[1]).toBe(0.1);
  expect(asked.at(-1)).toBeGreaterThanOrEqual(60);
  expect(asked.at(-1)).toBeLessThan(61);
  expect(Math.max(...clock.paused)).toBe(5);
});

test('an answer that comes exactly at the deadline counts', async () => {
  const answer = await until(recordedContext(), 'waiting', 30, async (waited) => (waited >= 30 ? 'late' : undefined));
  expect(answer).toBe('late');
});

test('until throws the error of the question at once', async () => {
  const clock = recordedContext();
  await expect(until(clock, 'waiting', 60, () => Promise.reject(named('AccessDenied')))).rejects.toThrow('of AWS');
  expect(clock.paused).toEqual([]);
});

test('Ctrl-C ends a wait', async () => {
  const stop = new AbortController();
  const waiting = until(wallClock(stop.signal), 'waiting', 3600, async () => undefined);
  stop.abort();
  await expect(waiting).rejects.toBeInstanceOf(Interrupted);
  await expect(wallClock(stop.signal).pause(3600)).rejects.toBeInstanceOf(Interrupted);
});

const passing = { kinds: ['Busy'], because: 'AWS is still busy', patience: 120, hint: 'Look at the console.' };

test('retryOn repeats on the named error, shows the reason, and returns the answer', async () => {
  const clock = recordedContext();
  let tries = 0;
  const answer = await retryOn(clock, [passing], async () => {
    tries += 1;
    if (tries < 4) throw named('Busy');
    return tries;
  });
  expect(answer).toBe(4);
  expect(clock.told).toEqual(Array(3).fill('AWS is still busy'));
});

test('retryOn throws any other error at once', async () => {
  const clock = recordedContext();
  await expect(retryOn(clock, [passing], () => Promise.reject(named('AccessDenied')))).rejects.toThrow('of AWS');
  expect([clock.paused, clock.told]).toEqual([[], []]);
});

test('retryOn recognises an error by its wire code, and by its text when one name means several things', async () => {
  const clock = recordedContext();
  const saying = { ...passing, message: /in progress/ };
  const coded = Object.assign(new Error('an update is in progress'), { name: 'Unknown', Code: 'Busy' });
  let tries = 0;
  await retryOn(clock, [saying], async () => {
    tries += 1;
    if (tries === 1) throw coded;
  });
  expect(tries).toBe(2);
  await expect(retryOn(clock, [saying], () => Promise.reject(named('Busy', 'already exists')))).rejects.toThrow(
    'already exists',
  );
  expect(clock.paused).toHaveLength(1);
});

test("retryOn gives up when the time ends, with AWS's words, the reason for waiting, and what to check", async () => {
  const clock = recordedContext();
  const error: Problem = await retryOn(clock, [passing], () => Promise.reject(named('Busy'))).then(
    () => expect.unreachable(),
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(Problem);
  expect(error.message).toMatch(/^Busy: of AWS \(tried again for 2 min.*: AWS is still busy\)$/);
  expect(error.next.en).toBe('Look at the console.');
  expect(error.cause).toMatchObject({ name: 'Busy' });
  expect(clock.now()).toBeLessThan(126);
});

test('absentWhen turns one kind of error into "absent", and no other', async () => {
  expect(await absentWhen(['Gone'], () => Promise.reject(named('Gone')))).toBeUndefined();
  expect(await absentWhen(['Gone'], async () => 1)).toBe(1);
  await expect(absentWhen(['Gone'], () => Promise.reject(named('AccessDenied')))).rejects.toThrow('of AWS');
});

test.each([
  [0.04, '0.0 s'],
  [9.94, '9.9 s'],
  [10, '10 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [75, '1 min 15 s'],
  [3600, '1 h'],
  [11520, '3 h 12 min'],
])('%d seconds are told as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
