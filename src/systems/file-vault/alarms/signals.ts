// The numbers that show the state of the vault. Its programs write them into the audit log, as embedded metrics: a metric is
// then only some fields of a line, and needs no call and no route of its own.

import { metricsOf, type Point } from '../../../patterns/alarms/row.ts';
import { METRIC_SERVICE } from '../app/audit/metrics.ts';
import type { PartNames } from '../names.ts';

/** The critical points, in the order in which a document passes them. */
export const DOOR: Point = { number: 1, title: { en: 'Sign-in', pt: 'Entrada' } };
export const VOLUME: Point = { number: 2, title: { en: 'Volume', pt: 'Volume' } };
export const BACKUP: Point = { number: 3, title: { en: 'Backup', pt: 'Backup' } };

export type Signals = ReturnType<typeof signals>;

export function signals({ stack }: PartNames) {
  const own = metricsOf(stack, { service: METRIC_SERVICE });
  return {
    wrongInvitations: own('WrongInvitations', 'Sum'),
    freeBytes: own('FreeBytes', 'Minimum'),
    runs: own('BackupRuns', 'Sum'),
    failures: own('BackupFailures', 'Sum'),
    copied: own('DocumentsCopied', 'Sum'),
    unrestored: own('RestoreFailures', 'Sum'),
  };
}
