// The engine's other modes: a plan, one part at a time, and an interrupted run. The story is the same in all of them.

import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Change, engine } from '../testing/engine.ts';
import { recordedScreen } from '../testing/recorder.ts';
import { Journal } from './journal.ts';
import { Interrupted, NotStarted, StoryFailed } from './problems.ts';
import type { Run } from './run.ts';
import { wallClock } from './wait.ts';

test('a plan writes nothing, and says what would be created, repaired or compared later', async () => {
  const { step, tell, written, world } = engine();
  world.set('drifted', { size: 7 });
  world.set('right', { size: 1 });
  world.set('there', { size: 7 });
  const { outcomes, results, failure } = await tell(
    ({ up }) => {
      const absent = up(step('absent'));
      up(step('drifted'));
      up(step('right'));
      up(step('there'), { absent });
      up(step('also absent'), { absent });
    },
    { plan: true },
  );
  expect(failure).toBeUndefined();
  expect(outcomes).toEqual({
    absent: 'would-create',
    drifted: 'would-repair',
    right: 'unchanged',
    there: 'would-repair',
    'also absent': 'would-create',
  });
  const of = (title: string) => results.find((result) => result.title === title);
  expect(of('drifted')?.drift).toEqual([{ field: 'size', live: 7, wanted: 1 }]);
  expect(of('there')?.note).toMatchObject({ en: 'will be compared once absent exists' });
  expect(written).toEqual([]);
});

test('a plan of a teardown says what would be removed, and removes nothing', async () => {
  const { step, tell, written, world } = engine();
  world.set('there', { size: 1 });
  const story = ({ down }: Run) => void down([step('there'), step('absent')]);
  expect((await tell(story, { plan: true })).outcomes).toEqual({ there: 'would-remove', absent: 'absent' });
  expect(written).toEqual([]);
  expect((await tell(story)).outcomes).toEqual({ there: 'removed', absent: 'absent' });
});

test('parts that a story does not use are removed and reported; absent ones are not reported', async () => {
  const { step, tell, world } = engine();
  world.set('given up', { size: 1 });
  const story = ({ up, removeIfPresent }: Run) => {
    void removeIfPresent([step('given up'), step('never there')], up(step('first')));
  };
  expect((await tell(story, { plan: true })).outcomes).toEqual({ first: 'would-create', 'given up': 'would-remove' });
  const { outcomes, heard } = await tell(story);
  expect(outcomes).toEqual({ first: 'created', 'given up': 'removed' });
  expect(heard.filter((line) => line.includes('ended'))).toEqual(['ended first created', 'ended given up removed']);
  expect((await tell(story)).outcomes).toEqual({ first: 'unchanged' });
});

test('parts that a story does not use are removed only after the parts that need them are right', async () => {
  const { step, tell, world } = engine();
  world.set('given up', { size: 1 });
  const broken = step('first', { create: () => Promise.reject(new Error('no')) });
  const { outcomes } = await tell(({ up, removeIfPresent }) => void removeIfPresent([step('given up')], up(broken)));
  expect(outcomes).toEqual({ first: 'failed' });
  expect(world.has('given up')).toBe(true);
});

test('one by one keeps the written order, whatever the needs are', async () => {
  const { step, tell } = engine();
  const { heard } = await tell(
    ({ up }) => {
      const names = ['c', 'a', 'b'].map((name) => up(step(name)));
      up(step('d'), { all: Promise.all(names) });
      up(step('e'));
    },
    { oneByOne: true },
  );
  const turns = ['c', 'a', 'b', 'd', 'e'].map((name) => [`working ${name}`, `ended ${name} created`]);
  expect(heard.filter((line) => /^(working|ended)/.test(line)).filter((line, i, all) => line !== all[i - 1])).toEqual(
    turns.flat(),
  );
});

test('after Ctrl-C no new part is started, and running parts finish', async () => {
  const { step, tell, world } = engine();
  const stop = new AbortController();
  const repair = async () => {
    stop.abort();
    world.set('a', { size: 1 });
  };
  const { outcomes, failure } = await tell(
    ({ up }) => {
      const a = up(step('a', { repair }));
      up(step('b'), { a });
      up(step('c'), { a });
    },
    { signal: stop.signal },
  );
  expect(outcomes).toEqual({ a: 'created', b: 'not-started', c: 'not-started' });
  expect(failure).toBeInstanceOf(Interrupted);
  expect((failure as Interrupted).message).toBe('Stopped by Ctrl-C: 1 of 3 parts are done.');
});

test('a part that was not started without a failed need is a failure', async () => {
  const { step, tell } = engine();
  const broken = { ...recordedScreen(), introduce: () => Promise.reject(new Error('the screen is gone')) };
  const { outcomes, failure } = await tell(({ up }) => void up(step('a')), { oneByOne: true, screen: broken });
  expect(outcomes).toEqual({ a: 'not-started' });
  expect(failure).toBeInstanceOf(StoryFailed);
  expect((failure as StoryFailed).errors).toEqual([new Error('the screen is gone')]);

  const needs = { promise: Promise.reject(new Error('no part, but a need')) };
  const other = await tell(({ up }) => void up(step('b'), needs));
  expect(other.outcomes).toEqual({ b: 'not-started' });
  expect((other.failure as StoryFailed).errors).toEqual([expect.any(NotStarted)]);
});

test('a run that failed and was then stopped reports both', async () => {
  const { step, tell } = engine();
  const stop = new AbortController();
  const boom = new Error('boom');
  const { outcomes, failure } = await tell(
    ({ up }) => {
      up(step('a', { create: () => Promise.reject(boom) }));
      const repair = () => Promise.resolve(stop.abort());
      const waits = { repair, ready: () => !stop.signal.aborted };
      up(step('b', waits));
      up(step('c'));
    },
    { oneByOne: true, signal: stop.signal, clock: wallClock(stop.signal) },
  );
  expect(outcomes).toEqual({ a: 'failed', b: 'failed', c: 'not-started' });
  expect((failure as StoryFailed).errors).toEqual([boom, expect.any(Interrupted)]);
  expect((failure as StoryFailed).errors[1].message).toBe('Stopped at part 2 of 3.');
});

test('in a walkthrough each part counts its own calls, also beside a slow one; else they are only counted', async () => {
  const { step, tell } = engine();
  const journal = new Journal();
  const calling = (title: string): Change => ({
    observe: async () => {
      await setTimeout(20);
      journal.note('Imaginary', `Get${title}`);
      return { size: 1 };
    },
  });
  const story: Parameters<typeof tell>[0] = ({ up }) => {
    up(step('a', calling('A')));
    up(step('b', calling('B')));
  };
  const callsOf = ({ results }: Awaited<ReturnType<typeof tell>>) =>
    results.map(({ calls }) => calls.map(({ operation }) => operation));
  expect(callsOf(await tell(story, { journal, oneByOne: true, goesOn: () => true }))).toEqual([['GetA'], ['GetB']]);
  expect(callsOf(await tell(story, { journal }))).toEqual([[], []]);
  expect(journal.calls).toHaveLength(4);
  expect(journal.writes).toBe(0);
});
