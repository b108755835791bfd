// Columns stay straight, and no name can move the cursor.

import width from 'fast-string-width';
import { expect, test } from 'vitest';
import { counted, printable, table } from './table.ts';

test('numbers are aligned right, all else left, no line ends in blanks', () => {
  const rows = [
    ['name', 'lines', ''],
    ['日本.txt', '7', 'right'],
    ['👩‍💻.txt', '8', ''],
    ['relato\u0301rio.txt', '1,234', ''],
  ];
  expect(table(rows)).toEqual([
    'name            lines',
    '日本.txt            7   right',
    '👩‍💻.txt              8',
    'relato\u0301rio.txt   1,234',
  ]);
});

test('a count has its word, and large numbers are grouped', () => {
  expect([0, 1, 2, 404040404].map((count) => counted(count, 'line'))).toEqual([
    '0 lines',
    '1 line',
    '2 lines',
    '404,040,404 lines',
  ]);
});

test('characters that move the cursor or the writing direction are replaced', () => {
  expect(printable('a\n\u001b[31m\u202Eb.txt')).toBe('a��[31m�b.txt');
});

test('a long name keeps its beginning and its end', () => {
  expect(printable('123456789.txt', 9)).toBe('1234….txt');
  expect(width(printable('日'.repeat(400), 60))).toBeLessThanOrEqual(60);
  expect(printable('short.txt')).toBe('short.txt');
});
