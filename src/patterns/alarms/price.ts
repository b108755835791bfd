// What alarms cost, in US dollars a month in us-east-1 (CloudWatch price page).

import { COMPOSITE_PRICE } from '../../resources/cloudwatch/composite-alarm.ts';
import { type Row, signalsOf } from './row.ts';

/** One metric of one alarm; and how many of them an account has for nothing. */
const ALARM_METRIC = 0.1;
const FREE_ALARM_METRICS = 10;
/** One metric that is not AWS's own; and how many of them an account has for nothing. */
export const CUSTOM_METRIC = 0.3;
const FREE_CUSTOM_METRICS = 10;
/** One for each severity. */
const COMPOSITES = 2;

/** One alarm, without what is free: each metric of it is billed. */
export const priceOf = (row: Row): number => signalsOf(row).length * ALARM_METRIC;

/** All of it in an account that has nothing else of the kind. @param ownMetrics how many metrics the system writes itself */
export function monthlyPrice(rows: readonly Row[], ownMetrics: number) {
  const alarmMetrics = rows.flatMap(signalsOf).length;
  const alarms = Math.max(0, alarmMetrics - FREE_ALARM_METRICS) * ALARM_METRIC;
  const composites = COMPOSITES * COMPOSITE_PRICE;
  const metrics = Math.max(0, ownMetrics - FREE_CUSTOM_METRICS) * CUSTOM_METRIC;
  return { alarmMetrics, alarms, composites, metrics, together: alarms + composites + metrics };
}
