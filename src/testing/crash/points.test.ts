import { expect, test } from 'vitest';
import { pointsOf, shareOf } from './points.ts';

test('four systems share all kinds of points', () => {
  const kinds = pointsOf({ up: 30, down: 20 }, 1);
  expect(kinds).toHaveLength(12);
  const shares = [0, 1, 2, 3].map((turn) => shareOf(kinds, turn));
  expect(shares.map((share) => share.length)).toEqual([3, 3, 3, 3]);
  expect(new Set(shares.flat())).toEqual(new Set(kinds));
});
