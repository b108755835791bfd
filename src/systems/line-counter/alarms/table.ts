// The table of alarms: all rows, in the order of a file's way, and what they cost.

import { monthlyPrice as priceOfAll } from '../../../patterns/alarms/price.ts';
import type { Row } from '../../../patterns/alarms/row.ts';
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
export function allRows(names: PartNames): readonly Row[] {
  const from = signals(names);
  return [uploadRows, queueRows, functionRows, cacheRows, recordRows, notificationRows].flatMap((rows) => rows(from));
}

/** The rows that make sense with these settings. */
export function rowsFor(
  names: PartNames,
  { NOTIFY_EMAIL, REQUEST_METRICS }: Pick<LineCounterSettings, 'NOTIFY_EMAIL' | 'REQUEST_METRICS'>,
): readonly Row[] {
  const has = [NOTIFY_EMAIL && 'NOTIFY_EMAIL', `REQUEST_METRICS=${REQUEST_METRICS}`];
  return allRows(names).filter(({ onlyWith }) => onlyWith === undefined || has.includes(onlyWith));
}

/** What alarms and the worker's metrics cost a month, in an account that has nothing else of the kind. */
export const monthlyPrice = (rows: readonly Row[]) => priceOfAll(rows, OWN_METRICS.length);
