// The engine, on an imaginary cloud: order is data flow, failures stay where they are, and a second run finishes.
// Tests wait for no clock: the order of the reports shows what runs at the same time.

import { expect, onTestFinished, test } from 'vitest';
import { type Change, engine } from '../testing/engine.ts';
import { NotOurs, NotStarted, StoryFailed } from './problems.ts';
import type { Run } from './run.ts';

const boom = new Error('boom');
const failing: Change = { create: () => Promise.reject(boom) };

test('a part starts when its needs are there, and waits for nothing else', async () => {
  const { step, tell, world } = engine();
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const slow = step('slow', { create: () => gate.then(() => world.set('slow', { size: 1 })) });
  const { heard, failure } = await tell(({ up }) => {
    const a = up(slow);
    const b = up(step('quick'));
    up(step('leans on quick'), { b }).then(open);
    up(step('leans on both'), { a, b });
  });
  expect(failure).toBeUndefined();
  expect(heard.filter((line) => line.startsWith('ended'))).toEqual([
    'ended quick created',
    'ended leans on quick created',
    'ended slow created',
    'ended leans on both created',
  ]);
});

test('when a part fails, parts that need it are not started, the rest finishes, and one error names every cause', async () => {
  const { step, tell, world } = engine();
  const { outcomes, failure, results } = await tell(({ up }) => {
    const a = up(step('a', failing));
    const b = up(step('b', { create: () => Promise.reject(new Error('bang')) }));
    const c = up(step('c'), { a });
    up(step('d'), { c, b });
    up(step('e'));
  });
  expect(outcomes).toEqual({ a: 'failed', b: 'failed', c: 'not-started', d: 'not-started', e: 'created' });
  expect(failure).toBeInstanceOf(StoryFailed);
  expect((failure as StoryFailed).errors).toEqual([boom, new Error('bang')]);
  const d = results.find(({ title }) => title === 'd')?.error as NotStarted;
  expect(d).toBeInstanceOf(NotStarted);
  expect(d.message).toBe('d was not started: it needs c and b.');
  expect([...world.keys()]).toEqual(['e']);
});

test('a second run finishes what the first run could not', async () => {
  const { step, tell, written } = engine();
  const story =
    (change: Change) =>
    ({ up }: Run) =>
      up(step('leaning'), { a: up(step('a', change)), b: up(step('b')) });
  await tell(story(failing));
  written.length = 0;
  const { outcomes, failure } = await tell(story({}));
  expect(failure).toBeUndefined();
  expect(outcomes).toEqual({ a: 'created', b: 'unchanged', leaning: 'created' });
  expect(written).toEqual(['create a', 'repair a', 'create leaning', 'repair leaning']);
});

test('a teardown runs at the same time, and does not start what waits for a failure', async () => {
  const { step, tell, world } = engine();
  for (const name of ['a', 'b', 'c', 'd']) world.set(name, { size: 1 });
  const { outcomes, failure } = await tell(({ down }) => {
    const first = down([step('a', { destroy: () => Promise.reject(boom) }), step('b')]);
    down([step('c')], first);
    down([step('d')]);
  });
  expect(outcomes).toEqual({ a: 'failed', b: 'removed', c: 'not-started', d: 'removed' });
  expect((failure as StoryFailed).errors).toEqual([boom]);
});

test('a thing that is not ours is reported as a failure, and the rest of a teardown goes on', async () => {
  const { step, tell, world } = engine();
  for (const name of ['theirs', 'ground']) world.set(name, { size: 1 });
  const { outcomes, failure } = await tell(({ down }) => {
    const first = down([step('theirs', { ours: () => false })]);
    down([step('ground')], first);
  });
  expect(outcomes).toEqual({ theirs: 'failed', ground: 'removed' });
  expect((failure as StoryFailed).errors).toEqual([expect.any(NotOurs)]);
  expect([...world.keys()]).toEqual(['theirs']);
});

test('all parts look at once when the run starts, and a run that changes nothing looks once', async () => {
  const { step, tell, world } = engine();
  for (const name of ['a', 'b', 'c']) world.set(name, { size: 1 });
  const looks: string[] = [];
  const looking = (name: string) =>
    step(name, {
      observe: async () => {
        looks.push(name);
        return world.get(name);
      },
    });
  const { outcomes } = await tell(({ up }) => {
    const a = up(looking('a'));
    const b = up(looking('b'), { a });
    up(looking('c'), { b });
    expect(looks).toEqual(['a', 'b', 'c']);
  });
  expect(outcomes).toEqual({ a: 'unchanged', b: 'unchanged', c: 'unchanged' });
  expect(looks).toEqual(['a', 'b', 'c']);
});

test('a thing that is not ours is found before anything is written, also when its needs are not there', async () => {
  const { step, tell, world, written } = engine();
  world.set('theirs', { size: 1 });
  const { outcomes, failure, results } = await tell(({ up }) => {
    const a = up(step('a'));
    const b = up(step('b'), { a });
    up(step('theirs', { ours: () => false }), { b });
  });
  expect(written).toEqual([]);
  expect(outcomes).toEqual({ a: 'not-started', b: 'not-started', theirs: 'failed' });
  expect((failure as StoryFailed).errors).toEqual([expect.any(NotOurs)]);
  expect(results.find(({ title }) => title === 'a')?.error).toMatchObject({
    message: 'a was not started: nothing is written while theirs is not ours.',
    text: { pt: 'a não foi iniciado: nada é gravado enquanto theirs não é nosso.' },
  });
});

test('a run that is not allowed looks, starts no part, and fails with the reason', async () => {
  const { step, tell, written } = engine();
  const no = new Error('another region');
  const { failure, results } = await tell(({ up }) => up(step('a')), { allowed: Promise.reject(no) });
  expect([failure, results, written]).toEqual([no, [], []]);
});

test('what is removed is looked at when the run starts, all of it, before anything is written', async () => {
  const { step, tell, written, world } = engine();
  const looking = (title: string) =>
    step(title, {
      gone: true,
      async find() {
        written.push(`look ${title}`);
        return world.get(title);
      },
    });
  world.set('a', { size: 1 }).set('b', { size: 1 });
  const { outcomes } = await tell(({ down }) => {
    const first = down([looking('a')]);
    down([looking('b'), looking('c')], first);
  });
  expect(outcomes).toEqual({ a: 'removed', b: 'removed', c: 'absent' });
  expect(written).toEqual(['look a', 'look b', 'look c', 'destroy a', 'destroy b']);
});

test('many parts may wait at once, and Node warns of no listeners', async () => {
  const warned: Error[] = [];
  const note = (warning: Error) => void warned.push(warning);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  const { step, tell } = engine();
  await tell(({ up }) => {
    for (let at = 1; at <= 12; at += 1) up(step(`part ${at}`, { create: (_, ctx) => ctx.pause(1) }));
  });
  await new Promise(setImmediate);
  expect(warned).toEqual([]);
});
