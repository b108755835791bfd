import { expect, test } from 'vitest';
import { spread } from './long.ts';

const numbers = (length: number) => Array.from({ length }, (_, index) => index + 1);

test.each([
  [10, 4, 0, [1, 4, 6, 9]],
  [10, 4, 1, [2, 5, 7, 10]],
  [10, 4, 3, [1, 4, 6, 9]],
  [10, 1, 0, [1]],
  [10, 1, 9, [10]],
  [3, 50, 7, [1, 2, 3]],
  [3, Number.POSITIVE_INFINITY, 7, [1, 2, 3]],
  [0, 5, 0, []],
])('of %i points %d are taken at turn %i: %j', (length, most, turn, taken) => {
  expect(spread(numbers(length), most, turn)).toEqual(taken);
});

test.each([
  [912, 60],
  [1541, 50],
  [31, 6],
  [7, 7],
])('of %i points, %i at a time, each is taken within as many turns as a step is long', (length, most) => {
  const all = numbers(length);
  const turns = numbers(Math.ceil(length / most));
  const taken = turns.map((turn) => spread(all, most, turn));
  expect(new Set(taken.flat())).toEqual(new Set(all));
  for (const share of taken) expect(share.length).toBeLessThanOrEqual(most);
});
