// What the alarms of a system cost, in US dollars a month in us-east-1.

import {
  ALARM_METRIC,
  COMPOSITE_ALARM,
  CUSTOM_METRIC,
  FREE_ALARM_METRICS,
  FREE_CUSTOM_METRICS,
} from '../../resources/cloudwatch/prices.ts';
import { type Row, signalsOf } from './row.ts';

/** One for each severity. */
export const COMPOSITES = 2;

/** One alarm, without the free ones: each of its metrics is billed. */
export const priceOf = (row: Row): number => signalsOf(row).length * ALARM_METRIC;

/** All of it, in an account without other alarms. @param ownMetrics how many metrics the system writes itself */
export function monthlyPrice(rows: readonly Row[], ownMetrics: number) {
  const alarmMetrics = rows.flatMap(signalsOf).length;
  const alarms = Math.max(0, alarmMetrics - FREE_ALARM_METRICS) * ALARM_METRIC;
  const composites = COMPOSITES * COMPOSITE_ALARM;
  const metrics = Math.max(0, ownMetrics - FREE_CUSTOM_METRICS) * CUSTOM_METRIC;
  return { alarmMetrics, alarms, composites, metrics, together: alarms + composites + metrics };
}
