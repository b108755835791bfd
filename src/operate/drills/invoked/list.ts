// The drills of a function that a bucket calls: the alarms that each makes ring.

import type { DrillList } from '../drill.ts';

export const INVOKED_LIST = {
  'function-throws': { rings: ['function-errors', 'failed-events'], minutesOnAws: 30 },
  throttled: { rings: ['function-throttles'], minutesOnAws: 30 },
  slow: { rings: ['function-slow'] },
  'events-lost': { rings: ['events-lost'], minutesOnAws: 30 },
} satisfies DrillList;
