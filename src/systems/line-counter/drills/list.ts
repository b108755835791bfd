// The drills of the line counter, in the order in which a file passes the system: the alarms that each makes ring.

import type { DrillList } from '../../../operate/drills/drill.ts';

export const LIST = {
  'nothing-uploaded': { rings: ['uploads-silent'] },
  swallowed: { rings: ['uploads-unrecorded', 'records-missing'] },
  refused: { rings: ['uploads-refused'], minutesOnAws: 40 },
  'storage-fails': { rings: ['uploads-failing'] },
  'page-throws': { rings: ['page-failing'], minutesOnAws: 20 },
  'page-slow': { rings: ['page-slow'] },
  strangers: { rings: ['page-refused'], minutesOnAws: 10 },
  'mapping-off': { rings: ['mapping-off', 'queue-age', 'queue-backlog'], minutesOnAws: 50 },
  'function-throws': { rings: ['function-errors', 'dead-letters'], minutesOnAws: 20 },
  throttled: { rings: ['function-throttles'], minutesOnAws: 30 },
  slow: { rings: ['function-slow'] },
  'cache-stopped': { rings: ['cache-gone'] },
  'cache-full': { rings: ['cache-memory', 'cache-evictions'] },
  'cache-busy': { rings: ['cache-cpu', 'cache-connections'] },
  poison: { rings: ['records-failed', 'dead-letters'], minutesOnAws: 20 },
  repeated: { rings: ['records-repeated'] },
  late: { rings: ['records-late'] },
  'mail-refused': { rings: ['mail-silent'], minutesOnAws: 75 },
  'mail-late': { rings: ['mail-late'] },
  'mail-undelivered': { rings: ['mail-failed'] },
  'mail-unheard': { rings: ['mail-unheard'] },
} satisfies DrillList;
