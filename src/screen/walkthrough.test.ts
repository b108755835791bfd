// The walkthrough at a terminal: a person types, an emulator shows.
// Ctrl-C and Ctrl-D are typed as characters, because a terminal in raw mode sends them so.

import { PassThrough } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Interrupted } from '../engine/problems.ts';
import type { Run } from '../engine/run.ts';
import { wallClock } from '../engine/wait.ts';
import { SYSTEMS } from '../systems.ts';
import { emulator } from '../testing/emulator.ts';
import { engine } from '../testing/engine.ts';
import { openSystem } from '../testing/open-system.ts';
import { ABOUT } from '../testing/recorder.ts';
import { speak } from './language.ts';
import { DEFAULT_SYSTEM } from './next-command.ts';
import { waiting } from './waiting.ts';
import { walkthrough } from './walkthrough.ts';

const ENTER = '\r';
const [CTRL_C, CTRL_D] = ['\u0003', '\u0004'];

/** A person who answers each question as soon as it is asked. */
function sitting(columns: number, ...answers: string[]) {
  const { stream, ...screen } = emulator(columns, 40);
  const keys = new PassThrough();
  /** A question makes the terminal raw, and then somebody types. */
  const setRawMode = (raw: boolean) => {
    const answer = raw ? answers.shift() : undefined;
    if (answer) setTimeout(() => keys.write(answer), 20);
  };
  const input = Object.assign(keys, { isTTY: true, setRawMode });
  const walk = walkthrough(stream, new AbortController().signal, {}, input as never);
  return { ...screen, stream, walk: { ...walk, introduce: walk.introduce as NonNullable<typeof walk.introduce> } };
}

/** A person who types when told to, after the question is there. */
function typing(columns: number) {
  const { stream, ...screen } = emulator(columns, 60);
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {} });
  const walk = walkthrough(stream, new AbortController().signal, {}, input as never);
  let typed = 0;
  const type = async (keys: string) => {
    typed += 1;
    const asked = async () => (await screen.rows()).filter((row) => row.includes('Enter to go on')).length;
    await vi.waitFor(async () => expect(await asked()).toBeGreaterThanOrEqual(typed), { timeout: 20_000 });
    await after(20); // readline listens a moment after it has written the question
    input.write(keys);
  };
  return { ...screen, walk, type };
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
  expect(shown.at(-1)).toMatch(/^ {2}Enter to go on \(s /);
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
    ...['  custo    US$ 0,02 por hora; hora inteira', '  console  nowhere'],
    '  Enter para continuar (s resto da etapa, a tudo, b ler de novo, q sair)',
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

describe('every part of a system', async () => {
  const { steps: parts, cloud } = await openSystem(await SYSTEMS[DEFAULT_SYSTEM](), {
    ALARMS: 'on',
    NOTIFY_EMAIL: 'ana@example.com',
    REQUEST_METRICS: 'on',
  });
  cloud.close();

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

describe('answers', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  /** Two stages of three parts each. */
  const story = (step: ReturnType<typeof engine>['step']) => (run: Run) => {
    for (const [at, name] of names.entries()) {
      if (at % 3 === 0) run.stage({ en: `${at / 3 + 1} · Stage`, pt: `${at / 3 + 1} · Etapa` });
      run.up(step(name, { kind: name }));
    }
  };
  const walked = async (...answers: string[]) => {
    const { step, tell, world } = engine();
    const { walk, rows } = sitting(90, ...answers);
    const { failure } = await tell(story(step), { oneByOne: true, screen: walk });
    const shown = await rows();
    return {
      shown,
      failure,
      made: [...world.keys()],
      asked: shown.filter((row) => row.includes('Enter to go on')).length,
    };
  };

  test('s asks no more until the next stage, and shows one line a part', async () => {
    const { shown, made, asked } = await walked('s\r', ENTER, ENTER, ENTER);
    expect(made).toEqual(names);
    expect(asked).toBe(4); // a; then d, e, f
    expect(shown).toContain('  created   b');
  });

  test('a asks no more at all', async () => {
    const { made, asked } = await walked(ENTER, 'a\r');
    expect({ made, asked }).toEqual({ made: names, asked: 2 });
  });

  test('q stops, as Ctrl-C does', async () => {
    const { made, failure } = await walked(ENTER, 'q\r');
    expect(made).toEqual(['a']);
    expect(failure).toMatchObject({ message: 'Stopped at part 2 of 6.' });
  });

  test('b shows the part before once more, and anything else asks again', async () => {
    const { step, tell, world } = engine();
    const { walk, rows, type } = typing(90);
    const ended = tell(({ up }) => void [up(step('a')), up(step('b'))], { oneByOne: true, screen: walk });
    for (const key of [ENTER, 'b\r', 'x\r', ENTER]) await type(key);
    await ended;
    const shown = await rows();
    expect(shown.filter((row) => row.startsWith('a (1 of 2)'))).toHaveLength(2);
    expect(shown.filter((row) => row === '  Press Enter, or type s, a, b or q, and Enter.')).toHaveLength(1);
    expect([...world.keys()]).toEqual(['a', 'b']);
  });
});

test('parts of a table are one part with a list: one question, and a row for each', async () => {
  const { step, tell } = engine();
  const { walk, rows } = sitting(90, ENTER, ENTER);
  const rowsOf = ['one', 'two', 'three', 'four', 'five', 'six'];
  await tell(
    ({ up }) => {
      up(step('alone', { kind: 'Topic' }));
      for (const name of rowsOf) up(step(name, { kind: 'Alarm' }));
    },
    { oneByOne: true, screen: walk },
  );
  const shown = await rows();
  expect(shown).toContain('Alarm: 6 (2 to 7 of 7)');
  expect(shown.filter((row) => /^ {2}- /.test(row))).toHaveLength(6);
  expect(shown.filter((row) => row.includes('Enter to go on'))).toHaveLength(2);
  expect(shown.filter((row) => /^ {2}created {3}/.test(row)).map((row) => row.split('   ')[1])).toEqual(rowsOf);
});

test('at down it is said why a part goes now, and what it cost until now', async () => {
  const { step, tell, world } = engine();
  world.set('a', { size: 1 });
  const { stream, rows } = emulator(90, 40);
  const screen = walkthrough(stream, new AbortController().signal, { removes: true }, new PassThrough());
  await tell(
    ({ stage, down }) => {
      stage({ en: '3 · Delete the slow parts first', pt: '3 · Apagar antes o que demora' });
      down([step('a', { about: { ...ABOUT, perHour: 0.02 } })]);
    },
    { oneByOne: true, screen },
  );
  const shown = await rows();
  expect(shown).toContain('  now      Delete the slow parts first');
  expect(shown).toContain('  cost     until now $0.02 an hour');
  expect(shown.filter((row) => row.startsWith('  why'))).toEqual([]);
});

describe('a part that is slow on AWS', () => {
  const slow = async (language: 'en' | 'pt', ...typed: string[]) => {
    speak(language);
    onTestFinished(() => speak('en'));
    const { step, tell, world } = engine();
    const { walk, rows, type } = typing(100);
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const cache = step('cache', {
      usually: 360,
      async create() {
        await opened;
        world.set('cache', { size: 1 });
      },
    });
    const told = tell(
      ({ up }) => {
        const live = up(cache);
        up(step('needing'), { live });
        up(step('other'));
      },
      { oneByOne: true, screen: walk, goesOn: ({ usually = 0 }) => usually >= 60, clock: wallClock() },
    );
    await type(ENTER); // cache
    await vi.waitFor(async () => expect((await rows()).join('\n')).toContain('other (2'));
    open();
    await after(700); // its result comes while the question about the other part is open
    expect((await rows()).filter((row) => row === 'cache')).toEqual([]);
    for (const keys of typed) await type(keys);
    return { told: await told, shown: await rows() };
  };

  test('says how long it takes and why it was started, and its result waits until the question is answered', async () => {
    const { told, shown } = await slow('en', ENTER, ENTER);
    expect(told.outcomes).toEqual({ cache: 'created', other: 'created', needing: 'created' });
    const text = shown.join('\n').replace(/\s+/g, ' ');
    expect(text).toContain(
      'waiting AWS takes about 6 min. It was started now, and other parts are next; its result comes when it is ready.',
    );
    const titles = shown.filter((row) => /^(cache|other|needing)( \(\d of 3\))?$/.test(row));
    expect(titles).toEqual(['cache (1 of 3)', 'other (2 of 3)', 'cache', 'needing (3 of 3)']);
  });
});
