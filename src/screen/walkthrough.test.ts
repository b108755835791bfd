// The walkthrough at a terminal: a person types, an emulator shows.
// Ctrl-C and Ctrl-D are typed as characters, because a terminal in raw mode sends them so.

import { PassThrough } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Interrupted } from '../engine/problems.ts';
import type { Run } from '../engine/run.ts';
import { stepsOf } from '../engine/steps-of.ts';
import { wallClock } from '../engine/wait.ts';
import { openLineCounter } from '../systems/line-counter/testing/open.ts';
import { emulator } from '../testing/emulator.ts';
import { engine } from '../testing/engine.ts';
import { ABOUT } from '../testing/recorder.ts';
import { speak } from './language.ts';
import { waiting } from './waiting.ts';
import { walkthrough } from './walkthrough.ts';

const ENTER = '\r';
const [CTRL_C, CTRL_D] = ['\u0003', '\u0004'];

/** A person who answers each question as soon as it is asked. */
function sitting(columns: number, ...answers: string[]) {
  const { stream, ...screen } = emulator(columns, 40);
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {} });
  const never = new AbortController().signal;
  const { introduce, ...shown } = walkthrough(stream, never, input as never);
  const asked = async (...all: Parameters<NonNullable<typeof introduce>>) => {
    const answer = answers.shift();
    if (answer) setTimeout(() => input.write(answer), 20);
    await introduce?.(...all);
  };
  return { ...screen, stream, walk: { ...shown, introduce: asked } };
}

test.each([
  ['Ctrl-C', CTRL_C],
  ['Ctrl-D', CTRL_D],
])('%s at the question before a part stops the run: no later part is started, or shown', async (_, key) => {
  const { step, tell, world } = engine();
  const { walk, rows } = sitting(80, ENTER, key);
  const { outcomes, failure } = await tell(
    ({ up }) => {
      for (const name of ['a', 'b', 'c', 'd']) up(step(name));
    },
    { oneByOne: true, screen: walk },
  );
  expect(outcomes).toEqual({ a: 'created', b: 'not-started', c: 'not-started', d: 'not-started' });
  expect([...world.keys()]).toEqual(['a']);
  expect(failure).toBeInstanceOf(Interrupted);
  expect(failure).toMatchObject({
    message: 'Stopped at part 2 of 4.',
    next: { en: expect.stringContaining('The same command') },
  });
  const shown = await rows();
  expect(shown.filter((row) => /^\w+ \(\d of 4\)$/.test(row))).toEqual(['a (1 of 4)', 'b (2 of 4)']);
  expect(shown.at(-1)).toBe('  Enter to go on');
});

test('a slow part shows what it waits for and for how long, and removes the line at the end', async () => {
  const { step, tell, world } = engine();
  const { walk, rows } = sitting(80, ENTER, ENTER);
  const seen: string[][] = [];
  const slow = step('slow', {
    async create() {
      await after(1100);
      seen.push(await rows());
      await after(1000);
      seen.push(await rows());
      world.set('slow', { size: 1 });
    },
  });
  const { outcomes } = await tell(({ up }) => void up(slow), { oneByOne: true, screen: walk, clock: wallClock() });
  expect(seen.map((shown) => shown.at(-1))).toEqual(['  waiting  looking, 1.0 s', '  waiting  looking, 2.0 s']);
  expect(outcomes).toEqual({ slow: 'created' });
  expect((await rows()).filter((row) => row.includes('waiting'))).toEqual([]);
});

test('without a terminal, a slow part writes a line after 15 s, and again after 15 more', () => {
  vi.useFakeTimers();
  const stream = new PassThrough();
  const wait = waiting(stream as never);
  wait.show('creating, 5.0 s of about 6 min');
  vi.advanceTimersByTime(14_000);
  expect(stream.read()).toBeNull();
  wait.show('looking');
  vi.advanceTimersByTime(17_000);
  wait.end();
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  expect(String(stream.read())).toBe('  waiting  looking, 15 s\n  waiting  looking, 30 s\n');
});

test('a created part is shown without its fields; a repaired part with them, apart from the word', async () => {
  const { step, tell, world } = engine();
  world.set('old', { size: 7 });
  const { walk, rows } = sitting(80, ENTER, ENTER);
  const story = ({ up }: Run) => void [up(step('new')), up(step('old'))];
  await tell(story, { oneByOne: true, screen: walk });
  const results = (await rows()).filter((row) => row.startsWith('  result'));
  expect(results).toEqual(['  result   created', '  result   repaired   size 7 -> 1']);
});

test('labels, price and question are in the language of the screen', async () => {
  speak('pt');
  onTestFinished(() => speak('en'));
  const { step, tell } = engine();
  const { walk, rows } = sitting(80, ENTER);
  const about = { ...ABOUT, perHour: 0.02, costs: { en: 'whole hours', pt: 'hora inteira' } };
  await tell(({ up }) => void up(step('a', { about })), { oneByOne: true, screen: walk });
  expect((await rows()).slice(-8)).toEqual([
    ...['a (1 de 1)', '  o quê    Uma coisa.', '  por quê  Para experimentar.'],
    ...['  custo    US$ 0,02 por hora; hora inteira', '  console  nowhere', '  Enter para continuar'],
    ...['  chamadas nenhuma', '  desfecho criado'],
  ]);
});

test('the time in which somebody reads does not count as work', async () => {
  const { step, tell } = engine();
  const { walk } = sitting(80, ENTER);
  const reading = {
    ...walk,
    introduce: (...all: Parameters<typeof walk.introduce>) => after(300).then(() => walk.introduce(...all)),
  };
  const { results } = await tell(({ up }) => void up(step('a')), {
    oneByOne: true,
    screen: reading,
    clock: wallClock(),
  });
  expect(results[0]?.seconds).toBeLessThan(0.3);
});

describe('every part of the line counter', async () => {
  const { part, cloud } = await openLineCounter({
    ALARMS: 'on',
    NOTIFY_EMAIL: 'ana@example.com',
    REQUEST_METRICS: 'on',
  });
  cloud.close();
  const parts = stepsOf(part);

  test.each([
    [80, 'en'],
    [120, 'en'],
    [80, 'pt'],
  ] as const)('fits into %i columns in %s, with words whole and under each other', async (columns, language) => {
    speak(language);
    onTestFinished(() => speak('en'));
    const { walk, rows, broken } = sitting(columns, ...parts.map(() => ENTER));
    const calls = ['GetBucketVersioning', 'GetBucketEncryption', 'GetBucketOwnershipControls'].map((operation) => ({
      ...{ service: 'S3', operation, write: false },
    }));
    for (const { title } of parts) walk.planned(title);
    for (const { title, about } of parts) {
      await walk.introduce(title, about);
      walk.ended({ title, outcome: 'unchanged', drift: [], seconds: 0, calls });
    }
    expect(broken()).toBe(0);
    const text = (await rows()).join('\n').replace(/\s+/g, ' ');
    expect(
      parts.filter(({ about: { what, why } }) => !(text.includes(what[language]) && text.includes(why[language]))),
    ).toEqual([]);
  });
});
