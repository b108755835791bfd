// Removes the alarms, the operators' topic, the dashboard and the saved queries.

import type { Run } from '../../src/engine/run.ts';
import type { AlarmParts } from '../../src/patterns/alarms/alarm-parts.ts';
import { removeAlarms } from '../../src/patterns/alarms/remove-alarms.ts';

export function teardownAlarms({ down }: Pick<Run, 'down'>, part: AlarmParts) {
  const silent = removeAlarms(down, part);
  down([part.operators], silent);
  down([part.dashboard, ...part.queries]);
}
