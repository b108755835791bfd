// The table of alarms: all rows, in the order of a file's way, and what they cost.

import { type Extra, type Row, signalsOf } from '../../../patterns/alarms/row.ts';
import {
  ALARM_METRIC,
  COMPOSITE_ALARM,
  CUSTOM_METRIC,
  FREE_ALARM_METRICS,
  FREE_CUSTOM_METRICS,
} from '../../../resources/cloudwatch/prices.ts';
import type { PartNames } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { cacheRows } from './cache.ts';
import { functionRows } from './function.ts';
import { notificationRows } from './notification.ts';
import { queueRows } from './queue.ts';
import { recordRows } from './records.ts';
import { OWN_METRICS, signals } from './signals.ts';
import { uploadRows } from './uploads.ts';

/** Every row there is. */
export function allRows(is: PartNames): readonly Row[] {
  const from = signals(is);
  return [uploadRows, queueRows, functionRows, cacheRows, recordRows, notificationRows].flatMap((rows) => rows(from));
}

/** The rows that make sense with these settings. */
export function rowsFor(
  is: PartNames,
  { NOTIFY_EMAIL, REQUEST_METRICS }: Pick<LineCounterSettings, 'NOTIFY_EMAIL' | 'REQUEST_METRICS'>,
): readonly Row[] {
  const has: Record<Extra, boolean> = {
    address: NOTIFY_EMAIL !== undefined,
    'request-metrics': REQUEST_METRICS === 'on',
  };
  return allRows(is).filter(({ onlyWith }) => onlyWith === undefined || has[onlyWith]);
}

/** The composites: "the flow is broken" and "worth a look". */
export const COMPOSITES = 2;

export const priceOf = (row: Row): number => signalsOf(row).length * ALARM_METRIC;

/** What the watch costs in an account that has nothing else of the kind: each metric of each alarm is billed. */
export function monthlyPrice(rows: readonly Row[]) {
  const alarmMetrics = rows.flatMap(signalsOf).length;
  const alarms = Math.max(0, alarmMetrics - FREE_ALARM_METRICS) * ALARM_METRIC;
  const composites = COMPOSITES * COMPOSITE_ALARM;
  const metrics = Math.max(0, OWN_METRICS.length - FREE_CUSTOM_METRICS) * CUSTOM_METRIC;
  return { alarmMetrics, alarms, composites, metrics, together: alarms + composites + metrics };
}
