// The numbers of a sent file stay together on a narrow terminal.

import { expect, test } from 'vitest';
import { sentLine } from './sent-line.ts';

test('one row where it fits; else the numbers are below the name', () => {
  const sent = { key: 'contas-a-pagar-2025-06-8da381.txt', bytes: 130_727, lines: 2_733 };
  const row = '  contas-a-pagar-2025-06-8da381.txt        130,727 bytes        2,733 lines expected';
  expect([undefined, 120, row.length].map((room) => sentLine(sent, 33, room))).toEqual([row, row, row]);
  expect(sentLine(sent, 33, 80)).toBe(
    '  contas-a-pagar-2025-06-8da381.txt\n        130,727 bytes        2,733 lines expected',
  );
});
