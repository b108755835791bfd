// The name that was meant: a letter wrong, missing, twice or in the wrong place; and none where nothing is near.

import { expect, test } from 'vitest';
import { closest } from './closest.ts';

const NAMES = ['mapping-off', 'mail-late', 'mail-refused', 'late', 'poison'];

test.each([
  ['mapping-of', 'mapping-off'],
  ['maping-off', 'mapping-off'],
  ['mapping_off', 'mapping-off'],
  ['mappign-off', 'mapping-off'],
  ['mapping', 'mapping-off'],
  ['mail-lates', 'mail-late'],
  ['Late', 'late'],
  ['poisson', 'poison'],
  ['nonsense', undefined],
  ['', undefined],
])('%j: %j', (word, name) => {
  expect(closest(word, NAMES)).toBe(name);
});
