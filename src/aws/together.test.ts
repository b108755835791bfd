import { expect, test } from 'vitest';
import { perCloud, together } from './together.ts';

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

test('one of a kind for each cloud', () => {
  const made = perCloud((cloud: { name: string }) => ({ of: cloud.name }));
  const [east, west] = [{ name: 'east' }, { name: 'west' }];
  expect(made(east)).toBe(made(east));
  expect(made(west)).toEqual({ of: 'west' });
});
