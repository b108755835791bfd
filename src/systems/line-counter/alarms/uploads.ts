// Critical point 1: do files arrive?
// Notice: an upload that never reached S3 leaves no trace there. What can be seen is silence, and an upload that nothing
// came of. S3's own request metrics tell of refused requests too; they are billed like custom metrics, so off as a rule.

import type { Row } from '../../../patterns/alarms/row.ts';
import type { Signals } from './signals.ts';
import { uploadsWords as words } from './words/uploads.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

export const uploadRows = ({ sent, counted, failures, repeats, refused, heads, failing }: Signals): Row[] => [
  {
    point: 1,
    name: 'uploads-silent',
    severity: 'look',
    watches: sent,
    period: DAY,
    datapoints: 3,
    periods: 3,
    rings: 'below',
    threshold: 1,
    unit: 'messages',
    missing: 'notBreaching',
    ...words['uploads-silent'],
  },
  {
    point: 1,
    name: 'uploads-unrecorded',
    severity: 'broken',
    watches: {
      formula: 'IF(sent > 0 AND (FILL(counted, 0) + FILL(failures, 0) + FILL(repeats, 0)) == 0, 1, 0)',
      of: { sent, counted, failures, repeats },
    },
    period: HOUR,
    datapoints: 2,
    periods: 3,
    rings: 'above',
    threshold: 0,
    unit: 'hours with uploads and no record',
    missing: 'notBreaching',
    ...words['uploads-unrecorded'],
  },
  {
    point: 1,
    name: 'uploads-refused',
    severity: 'look',
    onlyWith: 'request-metrics',
    watches: { formula: 'IF(refused > FILL(heads, 0), 1, 0)', of: { refused, heads } },
    period: 300,
    datapoints: 2,
    periods: 3,
    rings: 'above',
    threshold: 0,
    unit: 'periods with refused requests',
    missing: 'notBreaching',
    ...words['uploads-refused'],
  },
  {
    point: 1,
    name: 'uploads-failing',
    severity: 'look',
    onlyWith: 'request-metrics',
    watches: failing,
    period: 300,
    datapoints: 3,
    periods: 3,
    rings: 'above',
    threshold: 0,
    unit: 'requests',
    missing: 'notBreaching',
    ...words['uploads-failing'],
  },
];
