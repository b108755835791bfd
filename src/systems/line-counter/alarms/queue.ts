// Critical point 2: are messages handled in time?

import type { Row } from '../../../patterns/alarms/row.ts';
import type { Signals } from './signals.ts';
import { queueWords as words } from './words/queue.ts';

export const queueRows = ({ age, dead, visible, deleted }: Signals): Row[] => [
  {
    point: 2,
    name: 'queue-age',
    severity: 'broken',
    watches: age,
    period: 60,
    datapoints: 3,
    periods: 3,
    rings: 'above',
    threshold: 2400,
    unit: 'seconds',
    missing: 'notBreaching',
    ...words['queue-age'],
  },
  {
    point: 2,
    name: 'dead-letters',
    severity: 'broken',
    watches: dead,
    period: 60,
    datapoints: 1,
    periods: 1,
    rings: 'above',
    threshold: 0,
    unit: 'messages',
    missing: 'notBreaching',
    ...words['dead-letters'],
  },
  {
    point: 2,
    name: 'queue-backlog',
    severity: 'look',
    watches: { formula: '5 * visible / IF(deleted > 0, deleted, 1)', of: { visible, deleted } },
    period: 300,
    datapoints: 3,
    periods: 3,
    rings: 'above',
    threshold: 30,
    unit: 'minutes of work waiting',
    missing: 'notBreaching',
    ...words['queue-backlog'],
  },
];
