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

test('numbers in Portuguese are aligned right, too', () => {
  expect(
    table([
      ['nome', 'linhas'],
      ['a.txt', '724'],
      ['b.txt', '12.345'],
    ]),
  ).toEqual(['nome    linhas', 'a.txt      724', 'b.txt   12.345']);
});

test('a narrow terminal gets narrower gaps, and a narrower one two lines a row, the second straight below the others', () => {
  const rows = [
    ['name', 'lines', 'when'],
    ['accounts-payable.txt', '2,733', '2026-03-07'],
    ['bank.txt', '9', '2026-03-08'],
  ];
  expect(table(rows, 41)).toEqual(table(rows));
  expect(table(rows, 40)).toEqual([
    'name                  lines  when',
    'accounts-payable.txt  2,733  2026-03-07',
    'bank.txt                  9  2026-03-08',
  ]);
  expect(table(rows, 30)).toEqual([
    'name\n  lines   when',
    'accounts-payable.txt\n  2,733   2026-03-07',
    'bank.txt\n      9   2026-03-08',
  ]);
});

test('a long last column is broken into lines below its own head, in both forms', () => {
  const rows = [
    ['name', 'status', 'reason'],
    ['a.csv', 'failure', 'line 3 has 2 cells, the first has 3'],
  ];
  expect(table(rows, 40)).toEqual([
    'name    status    reason',
    'a.csv   failure   line 3 has 2 cells,\n                  the first has 3',
  ]);
  expect(table(rows, 34)).toEqual([
    'name\n  status    reason',
    'a.csv\n  failure   line 3 has 2 cells,\n            the first has 3',
  ]);
});

test('when two cells are long, each has a line of its own', () => {
  const rows = [
    ['name', 'event', 'lines', 'when'],
    ['sales.csv', 'ObjectRemoved:DeleteMarkerCreated', '', '2026-03-07'],
    ['paid.csv', '', '9', '2026-03-07'],
    ['bank.csv', 'ObjectCreated:Put', '2,733', '2026-03-08'],
  ];
  expect(table(rows, 40)).toEqual([
    'name\n  event\n    lines   when',
    'sales.csv\n  ObjectRemoved:DeleteMarkerCreated\n            2026-03-07',
    'paid.csv\n        9   2026-03-07',
    'bank.csv\n  ObjectCreated:Put\n    2,733   2026-03-08',
  ]);
});

test('with more columns than a terminal has room for, each cell has its head in front of it', () => {
  const rows = [
    ['name', 'from', 'to', 'sequence'],
    ['a.csv', '2026-03-07', '2026-03-08', '00000661467690A9D7'],
    ['b.csv', '2026-03-09', '', '00000661467690A9D8'],
  ];
  expect(table(rows, 30)).toEqual([
    'name',
    'a.csv\n  from      2026-03-07\n  to        2026-03-08\n  sequence  00000661467690A9D7',
    'b.csv\n  from      2026-03-09\n  sequence  00000661467690A9D8',
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
