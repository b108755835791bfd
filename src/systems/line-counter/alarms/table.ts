// The table of alarms: all rows, in the order in which a file passes the system, and their price.

import { monthlyPrice as priceOfAll } from '../../../patterns/alarms/price.ts';
import type { Row } from '../../../patterns/alarms/row.ts';
import type { PartNames } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { cacheRows } from './cache.ts';
import { functionRows } from './function.ts';
import { notificationRows } from './notification.ts';
import { pageRows } from './page.ts';
import { queueRows } from './queue.ts';
import { recordRows } from './records.ts';
import { OWN_METRICS, signals } from './signals.ts';
import { uploadRows } from './uploads.ts';

/** All rows, for any settings. */
export function allRows(names: PartNames): readonly Row[] {
  const from = signals(names);
  return [uploadRows, pageRows, queueRows, functionRows, cacheRows, recordRows, notificationRows].flatMap((rows) =>
    rows(from),
  );
}

/** The rows that make sense with these settings. */
export function rowsFor(
  names: PartNames,
  { NOTIFY_EMAIL, REQUEST_METRICS, WEB }: Pick<LineCounterSettings, 'NOTIFY_EMAIL' | 'REQUEST_METRICS' | 'WEB'>,
): readonly Row[] {
  const has = [NOTIFY_EMAIL && 'NOTIFY_EMAIL', `REQUEST_METRICS=${REQUEST_METRICS}`, `WEB=${WEB}`];
  return allRows(names).filter(({ onlyWith }) => onlyWith === undefined || has.includes(onlyWith));
}

/** Price of the alarms and the worker's metrics, in US dollars a month, in an account without others. */
export const monthlyPrice = (rows: readonly Row[]) => priceOfAll(rows, OWN_METRICS.length);
