// The watch: whoever looks after the system hears when it is in trouble, and sees where.
// Notice: an alarm needs nothing but the name of what it watches. Only those of the cache wait: a cache that does not
// report because it is not there yet looks like one that is gone.

import type { Run } from '../src/engine/run.ts';
import type { Watch } from '../src/patterns/alarms/parts.ts';
import type { LogGroup } from '../src/resources/logs/log-group.ts';
import { teardownAlarms } from '../teardown/watch.ts';

export interface Watched {
  readonly cache: Promise<unknown>;
  readonly logs: readonly Promise<LogGroup>[];
}

export function provisionWatch({ up, without }: Pick<Run, 'up' | 'without'>, part: Watch, { cache, logs }: Watched) {
  const operators = up(part.operators);
  const email = part.operatorsEmail && up(part.operatorsEmail, { topic: operators });

  if (part.on) {
    const alarms = part.alarms.map(({ row, alarm }) => up(alarm, row.needsCache ? { watched: cache } : {}));
    const told = { operators, alarms: Promise.all(alarms) };
    const composites = [part.broken, part.look].map((composite) => up(composite, told));
    without(part.others, ...composites); // of a setting that was taken back: each costs money
  } else teardownAlarms({ down: without }, part); // they cost money: switched off is taken away

  up(part.dashboard);
  for (const query of part.queries) up(query, { groups: Promise.all(logs) });
  return { operators, email };
}
