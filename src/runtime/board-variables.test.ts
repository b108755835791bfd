// Variables of a board: in their three spellings, as text of SQL without a way out of it, and macros left alone.

import { expect, test } from 'vitest';
import { interpolate } from './board-variables.ts';

test.each([
  ['lake."$dataset"', 'lake."vendas"'],
  [`lake."\${dataset}"`, 'lake."vendas"'],
  [`key = \${file:sqlstring}`, "key = 'it''s; --'"],
  ['$__timeFilter(at) AND $other', '$__timeFilter(at) AND $other'],
  ['$datasets', '$datasets'],
])('%s', (sql, expected) => {
  expect(interpolate(sql, { dataset: 'vendas', file: "it's; --" })).toBe(expected);
});
