// The metric math that the evaluator understands, and CloudWatch's rules for gaps.

import { expect, test } from 'vitest';
import { formula } from './formula.ts';

test.each<[text: string, value: number | undefined]>([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 2 - 3', 5],
  ['8 / 4 / 2', 1],
  ['3 > 2', 1],
  ['2 + 2 == 4', 1],
  ['1 > 0 AND 2 < 1', 0],
  ['five * 2', 10],
  ['gap + 1', undefined],
  ['1 / 0', undefined],
  ['FILL(gap, 7)', 7],
  ['FILL(five, 7)', 5],
  ['IF(five > 4, 1, 0)', 1],
  ['IF(five > 5, gap, 3)', 3],
  ['IF(gap > 5, 1, 0)', undefined],
  ['0.5 * five', 2.5],
])('%s is %s', (text, value) => {
  expect(formula(text)({ five: 5, gap: undefined })).toBe(value);
});

test.each([
  ['1 +', /"its end" where a number/],
  ['(1', /"its end" where "\)"/],
  ['SUM(five)', /"SUM" where a number, a metric, IF or FILL/],
  ['IF(1, 2)', /"\)" where ","/],
  ['1 2', /"2" where the end/],
  ['five % 2', /"%" where the end/],
])('%s is refused, with the place', (text, sentence) => {
  expect(() => formula(text)).toThrow(sentence);
});

test('a number that nobody measures is an error, not a gap', () => {
  expect(() => formula('six')({ five: 5 })).toThrow(/asks for six, which nobody measures/);
});
