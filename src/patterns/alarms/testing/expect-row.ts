// What every row of a table of alarms must be.

import { expect } from 'vitest';
import { LANGUAGES } from '../../../engine/text.ts';
import { oneSided } from '../../../testing/spoken.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import { alarmSettings } from '../put-alarm.ts';
import type { Row } from '../row.ts';

/** CloudWatch takes its description, which is why and three steps, in each language (PutMetricAlarm). */
export function expectDescription(row: Row): void {
  for (const language of LANGUAGES) {
    const { AlarmDescription = '' } = alarmSettings(row, language);
    expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
    expect(AlarmDescription.split('\n')).toHaveLength(4);
  }
}

/** Its texts are in both languages, and its steps name the same commands in both. */
export function expectSpoken({ why, unit, missingBecause, steps }: Row): void {
  expect(oneSided([why, unit, missingBecause])).toEqual([]);
  const commands = (text: readonly string[]) => (text.join(' ').match(/npm run [\w-]+[^:]*/g) ?? []).sort();
  expect(commands(steps.pt)).toEqual(commands(steps.en));
}

/** It rings beyond its threshold, and is silent at it. When nothing is measured, it is silent unless that is the fault. */
export function expectRings({ rule }: Row): void {
  const series = (value: number) => Array.from({ length: rule.periods }, () => value);
  const beyond = rule.threshold + (rule.rings === 'above' ? 1 : -1);
  expect(evaluate(rule, series(beyond), 'OK')).toBe('ALARM');
  expect(evaluate(rule, series(rule.threshold), 'ALARM')).toBe('OK');
  expect(evaluate(rule, [], 'OK')).toBe(rule.missing === 'breaching' ? 'ALARM' : 'OK');
}
