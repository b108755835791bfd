// Whatever the size of the pieces, the rows are those of the whole.

import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { records } from './records.ts';

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', '7'), maxLength: 6 });

test('rows cut into pieces of any size are the same rows', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      fc.nat(30),
      (rows, size) => {
        const text = `h,i\n${Papa.unparse(rows, { newline: '\n' })}`;
        expect([...records(text, size + 1)].flat()).toEqual([['h', 'i'], ...rows]);
      },
    ),
    { numRuns: 300 },
  );
});
