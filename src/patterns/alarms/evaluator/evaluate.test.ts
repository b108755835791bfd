// The evaluator against every row of the two tables in CloudWatch's user guide, and against the examples in its text.
// The guide's signs: O is within the threshold, X is beyond it, - was not measured. The newest is on the right.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Missing, Rule } from '../row.ts';
import { type Datapoint, evaluate, evaluationRange, type State } from './evaluate.ts';

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const satisfies readonly Missing[];
const rule = (more: Partial<Rule> = {}): Rule => ({
  ...{ periods: 3, datapoints: 3, rings: 'above', threshold: 10, missing: 'missing' },
  ...more,
});
const SIGNS: Record<string, Datapoint> = { O: 5, X: 20, '-': undefined };
const read = (signs: string): Datapoint[] => signs.split(' ').map((sign) => SIGNS[sign]);
/** The states after each period; the first state is that of a new alarm. */
function history(rule: Rule, series: readonly Datapoint[]): State[] {
  const states: State[] = [];
  series.forEach((_, index) => {
    states.push(evaluate(rule, series.slice(0, index + 1), states.at(-1) ?? 'INSUFFICIENT_DATA'));
  });
  return states;
}

/** "Retain current state" must hold for every state. */
const KEPT = 'kept';

type Table = [signs: string, ...states: (State | typeof KEPT)[]][];
const EVERY_TIME: Table = [
  ['O - X - X', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - O', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 'INSUFFICIENT_DATA', KEPT, 'ALARM', 'OK'],
  ['O X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 'ALARM', KEPT, 'ALARM', 'OK'],
  // Rows of the guide's older source.
  ['O - - - -', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - X', 'INSUFFICIENT_DATA', KEPT, 'ALARM', 'OK'],
  ['X - - - -', 'ALARM', KEPT, 'ALARM', 'OK'],
];
const TWO_OF_THREE: Table = [
  ['O - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['O O X O X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['O - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - O', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - X -', 'ALARM', KEPT, 'ALARM', 'OK'],
  ['- - - - X', 'INSUFFICIENT_DATA', KEPT, 'ALARM', 'OK'], // in the older source
];

describe.each([
  ['3 of 3', 3, EVERY_TIME],
  ['2 of 3', 2, TWO_OF_THREE],
])('the user guide’s table for %s', (_, datapoints, table) => {
  const cells = table.flatMap(([signs, ...states]) =>
    TREATMENTS.map((missing, column) => [signs, missing, states[column]] as const),
  );
  test.each(cells)('%s, treated as %s: %s', (signs, missing, expected) => {
    for (const before of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const)
      expect(evaluate(rule({ datapoints, missing }), read(signs), before)).toBe(expected === KEPT ? before : expected);
  });
});

describe('what the user guide says beside its tables', () => {
  test.each(['- - - - X', '- - - X -'])('%s is not yet an alarm, because the next datapoint may be good', (signs) => {
    expect(evaluate(rule({ missing: 'ignore' }), read(signs), 'OK')).toBe('OK');
    expect(evaluate(rule({ missing: 'missing' }), read(signs), 'OK')).toBe('INSUFFICIENT_DATA');
  });

  test('when the last good datapoint is too old, missing data that counts as a breach is an alarm', () => {
    const steps = history(rule({ missing: 'breaching' }), read('O - - - - -'));
    expect(steps).toEqual(['OK', 'OK', 'OK', 'OK', 'OK', 'ALARM']);
  });

  test('datapoints older than the evaluation range are ignored', () => {
    expect(evaluationRange(rule())).toBe(5);
    expect(evaluate(rule(), read('X X X - - - - -'), 'OK')).toBe('INSUFFICIENT_DATA');
  });
});

test('a value at the threshold is not an alarm, above or below', () => {
  const at = (rings: Rule['rings'], value: number) =>
    evaluate(rule({ rings, periods: 1, datapoints: 1 }), [value], 'OK');
  expect([at('above', 10), at('above', 10.1), at('below', 10), at('below', 9.9)]).toEqual([
    'OK',
    'ALARM',
    'OK',
    'ALARM',
  ]);
});

test('the state is OK again when the problem is over', () => {
  expect(history(rule({ datapoints: 2 }), read('O X X O O'))).toEqual(['OK', 'OK', 'ALARM', 'ALARM', 'OK']);
});

test('for any data: without gaps the treatment changes nothing, and one more breach never ends an alarm', () => {
  const point = fc.constantFrom(5, 20, undefined);
  const anyRule = fc
    .record({ periods: fc.integer({ min: 1, max: 6 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ periods, share }) => ({ periods, datapoints: Math.max(1, Math.round(share * periods)) }));
  fc.assert(
    fc.property(anyRule, fc.array(point, { minLength: 1, maxLength: 12 }), (shape, series) => {
      const states = TREATMENTS.map((missing) => evaluate(rule({ ...shape, missing }), series, 'OK'));
      if (!series.slice(-evaluationRange(shape)).includes(undefined) && series.length >= shape.periods)
        expect(new Set(states).size).toBe(1);
      const worse = series.map((value) => (value === 5 ? 20 : value));
      for (const missing of TREATMENTS)
        if (evaluate(rule({ ...shape, missing }), series, 'OK') === 'ALARM')
          expect(evaluate(rule({ ...shape, missing }), worse, 'OK')).toBe('ALARM');
    }),
  );
});
