// The screen for people and the lines for programs.
// People read the order of the story; programs get each end when it happens.

import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { NotStarted, Problem } from '../engine/problems.ts';
import { type Outcome, type Result, summarize } from '../engine/progress.ts';
import { jsonLines, stepLine } from './jsonl.ts';
import { speak } from './language.ts';
import { describeCalls, terminal } from './terminal.ts';

const result = (title: string, outcome: Outcome, more: Partial<Result> = {}): Result => ({
  ...{ title, outcome, drift: [], seconds: 0.1234567, calls: [] },
  ...more,
});

async function screen() {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk) => (text += chunk));
  const lines = () =>
    stripVTControlCharacters(text)
      .split('\n')
      .filter(Boolean)
      .map((line) => line.trim().replace(/ +/g, ' '));
  return { drawn: await terminal(stream as never), lines };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('lines wait until every earlier part has ended', async () => {
  const { drawn, lines } = await screen();
  drawn.stage({ en: '1 · First', pt: '1 · Primeiro' });
  for (const title of ['a', 'b', 'c']) drawn.planned(title);
  drawn.ended(result('c', 'created'));
  expect(lines()).toEqual(['1 · First']);
  drawn.ended(result('a', 'unchanged'));
  expect(lines()).toEqual(['1 · First', 'a unchanged']);
  drawn.ended(
    result('b', 'repaired', { drift: [{ field: 'VisibilityTimeout', live: '30', wanted: 360 }], seconds: 75 }),
  );
  drawn.finish();
  expect(lines()).toEqual([
    '1 · First',
    'a unchanged',
    'b repaired VisibilityTimeout 30 -> 360 1 min 15 s',
    'c created',
  ]);
});

test('a stage without a part is not shown at the end', async () => {
  const { drawn, lines } = await screen();
  drawn.stage({ en: '1 · Full', pt: '1 · Cheio' });
  drawn.planned('a');
  drawn.stage({ en: '2 · Empty', pt: '2 · Vazio' });
  drawn.ended(result('a', 'created'));
  drawn.finish();
  expect(lines()).toEqual(['1 · Full', 'a created']);
});

test('a stage is shown in the language of the screen', async () => {
  speak('pt');
  onTestFinished(() => speak('en'));
  const { drawn, lines } = await screen();
  drawn.stage({ en: '1 · First', pt: '1 · Primeiro' });
  drawn.planned('a');
  drawn.ended(result('a', 'created'));
  expect(lines()[0]).toBe('1 · Primeiro');
});

test('without a terminal, a waiting part shows a new line after 15 s and not before', async () => {
  const { drawn, lines } = await screen();
  drawn.planned('the cache');
  drawn.working('the cache', 'creating, 5.0 s');
  vi.advanceTimersByTime(10_000);
  drawn.working('the cache', 'creating, 10 s');
  expect(lines()).toEqual([]);
  vi.advanceTimersByTime(6_000);
  drawn.working('the cache', 'creating, 16 s');
  drawn.working('the cache', 'creating, 17 s');
  expect(lines()).toEqual(['the cache creating, 16 s']);
});

test('a failure shows what AWS said, and a part that was not started shows what it needed', async () => {
  const { drawn, lines } = await screen();
  for (const title of ['a', 'b']) drawn.planned(title);
  const error = Object.assign(new Error('not allowed\nmore'), { name: 'AccessDenied' });
  drawn.ended(result('a', 'failed', { error }));
  drawn.ended(result('b', 'not-started', { error: new NotStarted('b', ['a']) }));
  expect(lines()).toEqual(['a failed AccessDenied: not allowed', 'b not started needs a']);
});

test('the line of a step has the agreed shape', () => {
  const printed: object[] = [];
  jsonLines((object) => printed.push(object)).ended(
    result('a', 'repaired', { drift: [{ field: 'Timeout', live: 3, wanted: 60 }] }),
  );
  expect(printed).toEqual([{ event: 'step', title: 'a', outcome: 'repaired', fields: ['Timeout'], seconds: 0.123 }]);
});

test('the line of a failed step says why and what next; the line of one not started does not', () => {
  expect(stepLine(result('a', 'failed', { error: new Problem('It broke.', { next: 'Mend it.' }) }))).toMatchObject({
    error: 'It broke.',
    next: 'Mend it.',
  });
  expect(stepLine(result('b', 'not-started', { error: new NotStarted('b', ['a']) }))).not.toHaveProperty('error');
  expect(stepLine(result('c', 'would-repair', { note: 'will be compared once a exists' }))).toHaveProperty('note');
});

test('the summary counts outcomes (of a plan too) and calls; one failure makes it not ok', () => {
  const calls = [
    { service: 'SQS', operation: 'CreateQueue', write: true },
    { service: 'SQS', operation: 'GetQueueUrl', write: false },
  ];
  const outcomes: Outcome[] = ['created', 'would-create', 'repaired', 'unchanged', 'removed', 'would-remove', 'absent'];
  const good = outcomes.map((outcome) => result('x', outcome));
  expect(summarize(good, calls, 1.26)).toEqual({
    ...{ ok: true, created: 2, repaired: 1, unchanged: 1, removed: 2, absent: 1, failed: 0, notStarted: 0, stopped: 0 },
    ...{ writes: 1, calls: 2, seconds: 1.3 },
  });
  expect(summarize([...good, result('y', 'failed')], [], 0)).toMatchObject({ ok: false, failed: 1 });
  expect(summarize([...good, result('y', 'not-started')], [], 0)).toMatchObject({ ok: false, notStarted: 1 });
});

test('the calls of a part are shown once each, with how often and whether they wrote', () => {
  const get = { service: 'SQS', operation: 'GetQueueUrl', write: false };
  const create = { service: 'SQS', operation: 'CreateQueue', write: true };
  expect(describeCalls([get, create, get])).toBe('SQS GetQueueUrl x2, SQS CreateQueue (wrote)');
});
