// Waiting for what becomes of each file: each key is asked for until it has something, and no longer.

import { expect, test } from 'vitest';
import { oneByOne, waitForEach } from './wait-for-each.ts';

const { signal } = new AbortController();

test('a key that has something is not asked for again; the order is that of the keys, each once', async () => {
  const asked: string[][] = [];
  const waited = await waitForEach('waiting', ['b', 'a', 'b'], { patience: 60, signal }, async (keys) => {
    asked.push([...keys]);
    return asked.length === 1 ? [['a', 1] as const] : [['b', 2] as const];
  });
  expect(waited).toEqual({ found: [2, 1], missing: [] });
  expect(asked).toEqual([['b', 'a'], ['b']]);
});

test('when patience ends, what is missing is told beside what was found', async () => {
  const look = oneByOne(async (key) => (key === 'a' ? 0 : undefined));
  expect(await waitForEach('waiting', ['a', 'b'], { patience: 0, signal }, look)).toEqual({
    found: [0],
    missing: ['b'],
  });
});

test('no key, no wait', async () => {
  const look = oneByOne(async () => undefined);
  expect(await waitForEach('waiting', [], { patience: 60, signal }, look)).toEqual({ found: [], missing: [] });
});
