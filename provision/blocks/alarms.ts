// Alarms for operators, a dashboard, and saved queries.
// An alarm needs only the name of what it watches, so most alarms start at once. Some wait for the thing that they
// watch, because before it exists, "no data" looks like "lost".

import type { Run } from '../../src/engine/run.ts';
import type { AlarmParts } from '../../src/patterns/alarms/alarm-parts.ts';
import { removeAlarms } from '../../src/patterns/alarms/remove-alarms.ts';
import type { LogGroup } from '../../src/resources/logs/log-group.ts';

export interface Seen {
  /** What the rows with `needsWatched` watch. */
  readonly watched: Promise<unknown>;
  readonly logs: readonly Promise<LogGroup>[];
}

export function provisionAlarms(
  { up, removeIfPresent }: Pick<Run, 'up' | 'removeIfPresent'>,
  part: AlarmParts,
  { watched, logs }: Seen,
) {
  const operators = up(part.operators);
  const email = part.operatorsEmail && up(part.operatorsEmail, { topic: operators });

  if (part.on) {
    const alarms = part.metricAlarms.map(({ row, alarm }) => up(alarm, row.needsWatched ? { watched } : {}));
    const needs = { operators, alarms: Promise.all(alarms) };
    const composites = [part.broken, part.warning].map((composite) => up(composite, needs));
    removeIfPresent(part.others, ...composites); // a setting was switched off, and each alarm costs money
  } else removeAlarms(removeIfPresent, part); // remove the alarms that are switched off, because they cost money

  up(part.dashboard);
  for (const query of part.queries) up(query, { groups: Promise.all(logs) });
  return { operators, email };
}
