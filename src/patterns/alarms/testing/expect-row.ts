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

/** It rings above its threshold, is silent at it, and is silent when nothing is measured. */
export function expectRings({ rule }: Row): void {
  const series = (value: number) => Array.from({ length: rule.periods }, () => value);
  expect(evaluate(rule, series(rule.threshold + 1), 'OK')).toBe('ALARM');
  expect(evaluate(rule, series(rule.threshold), 'ALARM')).toBe('OK');
  expect(evaluate(rule, [], 'OK')).toBe('OK');
}
