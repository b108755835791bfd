// Critical point 5: is every file really recorded, and in time?

import type { Row } from '../../../patterns/alarms/row.ts';
import type { Signals } from './signals.ts';
import { recordsWords as words } from './words/records.ts';

export const recordRows = ({ deleted, counted, failures, repeats, uploadToRecord }: Signals): Row[] => [
  {
    point: 5,
    name: 'records-missing',
    severity: 'broken',
    watches: {
      formula: 'IF(deleted > 0, (FILL(counted, 0) + FILL(failures, 0) + FILL(repeats, 0)) / deleted, 1)',
      of: { deleted, counted, failures, repeats },
    },
    period: 3600,
    datapoints: 2,
    periods: 3,
    rings: 'below',
    threshold: 0.9,
    unit: 'results a message that was done with',
    missing: 'notBreaching',
    ...words['records-missing'],
  },
  {
    point: 5,
    name: 'records-late',
    severity: 'look',
    watches: uploadToRecord,
    period: 300,
    datapoints: 2,
    periods: 3,
    rings: 'above',
    threshold: 600,
    unit: 'seconds',
    missing: 'notBreaching',
    ...words['records-late'],
  },
  {
    point: 5,
    name: 'records-failed',
    severity: 'look',
    watches: failures,
    period: 300,
    datapoints: 1,
    periods: 1,
    rings: 'above',
    threshold: 0,
    unit: 'files',
    missing: 'notBreaching',
    ...words['records-failed'],
  },
  {
    point: 5,
    name: 'records-repeated',
    severity: 'look',
    watches: {
      formula:
        'IF(FILL(counted, 0) + FILL(repeats, 0) > 20, 100 * FILL(repeats, 0) / (FILL(counted, 0) + FILL(repeats, 0)), 0)',
      of: { counted, repeats },
    },
    period: 3600,
    datapoints: 2,
    periods: 3,
    rings: 'above',
    threshold: 50,
    unit: 'percent',
    missing: 'notBreaching',
    ...words['records-repeated'],
  },
];
