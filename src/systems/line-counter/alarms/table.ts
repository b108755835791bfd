// The table of alarms: all rows, in the order of a file's way, and what they cost.

import { type Extra, type Row, signalsOf } from '../../../patterns/alarms/row.ts';
import { COMPOSITE_PRICE } from '../../../resources/cloudwatch/composite-alarm.ts';
import type { PartNames } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { cacheRows } from './cache.ts';
import { functionRows } from './function.ts';
import { notificationRows } from './notification.ts';
import { queueRows } from './queue.ts';
import { recordRows } from './records.ts';
import { OWN_METRICS, REQUEST_METRICS, signals } from './signals.ts';
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

/** US dollars a month, us-east-1, and how many an account has for nothing (CloudWatch price page). */
const PRICES = { alarmMetric: 0.1, freeAlarmMetrics: 10, customMetric: 0.3, freeCustomMetrics: 10 };

export const priceOf = (row: Row): number => signalsOf(row).length * PRICES.alarmMetric;

/** What S3's request metrics cost at most, in US dollars a month; the free ones are taken by our own. */
export const REQUEST_METRICS_PRICE = REQUEST_METRICS.length * PRICES.customMetric;

/** What the watch costs in an account that has nothing else of the kind: each metric of each alarm is billed. */
export function monthlyPrice(rows: readonly Row[]) {
  const alarmMetrics = rows.flatMap(signalsOf).length;
  const alarms = Math.max(0, alarmMetrics - PRICES.freeAlarmMetrics) * PRICES.alarmMetric;
  const composites = COMPOSITES * COMPOSITE_PRICE;
  const metrics = Math.max(0, OWN_METRICS.length - PRICES.freeCustomMetrics) * PRICES.customMetric;
  return { alarmMetrics, alarms, composites, metrics, together: alarms + composites + metrics };
}
