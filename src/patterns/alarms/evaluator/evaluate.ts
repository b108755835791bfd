// When an alarm rings: CloudWatch's rules, as its user guide writes them, as a pure function.
// Notice: CloudWatch looks further back than the alarm says, and uses older real data before it fills a gap. So an old
// datapoint may decide whether the alarm rings.
// Source: CloudWatch user guide, "Alarm evaluation" and "Configuring how CloudWatch alarms treat missing data"; its
// source of 2023 (github.com/awsdocs/amazon-cloudwatch-user-guide, AlarmThatSendsEmail.md) has rows that later ones lack.

import type { Rule } from '../row.ts';

export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** One period: its value, or nothing if nothing was measured. */
export type Datapoint = number | undefined;

/**
 * Periods that CloudWatch retrieves. The guide says "a higher number than Evaluation Periods" and shows five for three; we
 * take two more.
 */
export const evaluationRange = ({ periods }: Pick<Rule, 'periods'>): number => periods + 2;

/**
 * The state after one evaluation.
 * @param series a datapoint for each period, the oldest first; what is older than the evaluation range is not looked at
 * @param before the state it is in
 */
export function evaluate(rule: Rule, series: readonly Datapoint[], before: State): State {
  const range = series.slice(-evaluationRange(rule));
  const real = range.flatMap((value) => (value === undefined ? [] : [value]));
  const enough = (breaching: number): State => (breaching >= rule.datapoints ? 'ALARM' : 'OK');
  // As many real ones as it needs: gaps do not matter, older data takes their place.
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

/** Gaps that are neither good nor bad: `missing` knows nothing then, `ignore` stays as it is. */
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
  // "Premature alarm state": nothing but breaches and gaps rings only once the oldest breach is as old as M says.
  const age = range.length - range.findIndex((value) => value !== undefined);
  return age >= rule.datapoints ? 'ALARM' : 'INSUFFICIENT_DATA';
}

export const breaches =
  ({ rings, threshold }: Pick<Rule, 'rings' | 'threshold'>) =>
  (value: number): boolean =>
    rings === 'above' ? value > threshold : value < threshold;
