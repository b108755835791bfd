import { expect, test } from 'vitest';
import { eachOnce, perCloud, together } from './together.ts';

function asked() {
  const calls: (readonly string[])[] = [];
  const ask = together(async (names) => {
    calls.push(names);
    if (names.includes('bad')) throw new Error('refused');
    return names.length;
  });
  return { calls, ask };
}

test('all who ask at the same moment share one call, and each name is in it once', async () => {
  const { calls, ask } = asked();
  expect(await Promise.all([ask('a'), ask('b'), ask('a')])).toEqual([2, 2, 2]);
  expect(calls).toEqual([['a', 'b']]);
});

test('whoever asks later gets a newer answer', async () => {
  const { calls, ask } = asked();
  await ask('a');
  await ask('a');
  expect(calls).toEqual([['a'], ['a']]);
});

test('whoever asks while a call is under way shares the next call, not this one', async () => {
  const calls: (readonly string[])[] = [];
  let answer = (_: number) => {};
  const ask = together((names) => {
    calls.push(names);
    return new Promise<number>((resolve) => (answer = resolve));
  });
  const turn = () => new Promise((next) => setTimeout(next, 5));
  const first = ask('a');
  await turn();
  const second = ask('b');
  await turn();
  const third = ask('c');
  await turn();
  expect(calls).toEqual([['a']]);
  answer(1);
  expect(await first).toBe(1);
  await turn();
  answer(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  expect(calls).toEqual([['a'], ['b', 'c']]);
});

test('others may join while the first one waits', async () => {
  const { calls, ask } = asked();
  let go = () => {};
  const first = ask('a', () => new Promise<void>((resolve) => (go = resolve)));
  await new Promise((next) => setTimeout(next, 5));
  const second = ask('b');
  go();
  expect(await Promise.all([first, second])).toEqual([2, 2]);
  expect(calls).toEqual([['a', 'b']]);
});

test('a refusal reaches everybody who asked, and the next one asks anew', async () => {
  const { calls, ask } = asked();
  const both = await Promise.allSettled([ask('a'), ask('bad')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask('a')).toBe(1);
  expect(calls).toHaveLength(2);
});

test('each name is asked once a moment, and fails for itself', async () => {
  const calls: string[] = [];
  const ask = eachOnce(async (name) => {
    calls.push(name);
    if (name === 'bad') throw new Error('refused');
    return name.toUpperCase();
  });
  const all = await Promise.allSettled([ask('a'), ask('bad'), ask('a')]);
  expect(all.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    'A',
    'Error: refused',
    'A',
  ]);
  expect(calls).toEqual(['a', 'bad']);
});

test('one of a kind for each cloud', () => {
  const made = perCloud((cloud: { name: string }) => ({ of: cloud.name }));
  const [east, west] = [{ name: 'east' }, { name: 'west' }];
  expect(made(east)).toBe(made(east));
  expect(made(west)).toEqual({ of: 'west' });
});
