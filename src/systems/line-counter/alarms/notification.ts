// Critical point 6: do the accountants hear of it?
// Notice: AWS has no metric for a subscription that was never confirmed. It shows as mails that were published and
// delivered to nobody.

import type { Row } from '../../../patterns/alarms/row.ts';
import type { Signals } from './signals.ts';
import { notificationWords as words } from './words/notification.ts';

export const notificationRows = ({ undelivered, mailed, delivered, counted, mailWait }: Signals): Row[] => [
  {
    point: 6,
    name: 'mail-failed',
    severity: 'broken',
    watches: undelivered,
    period: 300,
    datapoints: 1,
    periods: 1,
    rings: 'above',
    threshold: 0,
    unit: 'mails',
    missing: 'notBreaching',
    ...words['mail-failed'],
  },
  {
    point: 6,
    name: 'mail-silent',
    severity: 'broken',
    watches: {
      formula: 'IF(FILL(counted, 0) > 0 AND FILL(mailed, 0) == 0, 1, 0)',
      of: { counted, mailed },
    },
    period: 900,
    datapoints: 2,
    periods: 3,
    rings: 'above',
    threshold: 0,
    unit: 'periods with records and no mail',
    missing: 'notBreaching',
    ...words['mail-silent'],
  },
  {
    point: 6,
    name: 'mail-unheard',
    severity: 'look',
    onlyWith: 'address',
    watches: {
      formula: 'IF(FILL(mailed, 0) > 0 AND FILL(delivered, 0) == 0, 1, 0)',
      of: { mailed, delivered },
    },
    period: 900,
    datapoints: 2,
    periods: 3,
    rings: 'above',
    threshold: 0,
    unit: 'periods with mails that nobody got',
    missing: 'notBreaching',
    ...words['mail-unheard'],
  },
  {
    point: 6,
    name: 'mail-late',
    severity: 'look',
    watches: mailWait,
    period: 300,
    datapoints: 1,
    periods: 1,
    rings: 'above',
    threshold: 300,
    unit: 'seconds',
    missing: 'notBreaching',
    ...words['mail-late'],
  },
];
