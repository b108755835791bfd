// CloudWatch's rules for the state of an alarm, as a pure function (user guide, "Alarm evaluation" and "Configuring how
// CloudWatch alarms treat missing data"; its source of 2023, awsdocs/amazon-cloudwatch-user-guide,
// AlarmThatSendsEmail.md, has more rows). Notice: older data may decide, because it is used before a gap is filled.

import type { Rule } from '../row.ts';

export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** The value of one period; undefined when nothing was measured. */
export type Datapoint = number | undefined;

/** Periods that CloudWatch reads. The guide says "a higher number than Evaluation Periods" and shows 5 for 3: add 2. */
export const evaluationRange = ({ periods }: Pick<Rule, 'periods'>): number => periods + 2;

/**
 * The state after one evaluation.
 * @param series a datapoint for each period, the oldest first; those older than the evaluation range are ignored
 * @param before the state until now
 */
export function evaluate(rule: Rule, series: readonly Datapoint[], before: State): State {
  const range = series.slice(-evaluationRange(rule));
  const real = range.flatMap((value) => (value === undefined ? [] : [value]));
  const enough = (breaching: number): State => (breaching >= rule.datapoints ? 'ALARM' : 'OK');
  // With enough real datapoints gaps do not matter, because older data replaces them.
  if (real.length >= rule.periods) return enough(real.slice(-rule.periods).filter(breaches(rule)).length);
  const breaching = real.filter(breaches(rule)).length;
  const filled = rule.periods - real.length;
  switch (rule.missing) {
    case 'breaching':
      return enough(breaching + filled);
    case 'notBreaching':
      return enough(breaching);
    default:
      return withGaps(rule, range, { real: real.length, breaching }, before);
  }
}

/** Gaps that are neither good nor bad: with `missing` the state is unknown, with `ignore` it stays the same. */
function withGaps(
  rule: Rule,
  range: readonly Datapoint[],
  { real, breaching }: { real: number; breaching: number },
  before: State,
): State {
  if (breaching >= rule.datapoints) return 'ALARM';
  if (breaching < real) return 'OK';
  if (rule.missing === 'ignore') return before;
  if (real === 0) return 'INSUFFICIENT_DATA';
  // "Premature alarm state": breaches and gaps alone are an alarm only when the oldest breach is M periods old.
  const age = range.length - range.findIndex((value) => value !== undefined);
  return age >= rule.datapoints ? 'ALARM' : 'INSUFFICIENT_DATA';
}

export const breaches =
  ({ rings, threshold }: Pick<Rule, 'rings' | 'threshold'>) =>
  (value: number): boolean =>
    rings === 'above' ? value > threshold : value < threshold;
