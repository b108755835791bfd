// The drills of the lake: those of every function that a bucket calls, and those of its database. The alarms that each
// makes ring.

import type { DrillList } from '../../../operate/drills/drill.ts';
import { INVOKED_LIST } from '../../../operate/drills/invoked/list.ts';

export const LIST = {
  ...INVOKED_LIST,
  'database-away': { rings: ['function-errors', 'failed-events'], minutesOnAws: 60 },
  'memory-low': { rings: ['database-memory'] },
  'storage-low': { rings: ['database-storage'] },
} satisfies DrillList;

/** The stage of the drills has no Grafana: no drill is about it, and it costs more than the rest. */
export const STAGE_SETTINGS = { LAKE_GRAFANA: 'off' };
