// The name that was meant when one letter is wrong, missing, doubled or in the wrong place; none when no name is near.

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
