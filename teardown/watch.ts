// The watch, taken away: composites first, AWS keeps what they watch from going.

import type { Run } from '../src/engine/run.ts';
import type { Watch } from '../src/patterns/alarms/parts.ts';

export function teardownWatch({ down }: Pick<Run, 'down'>, part: Watch) {
  const silent = teardownAlarms({ down }, part);
  down([part.operators], silent);
  down([part.dashboard, ...part.queries]);
}

/** The alarms alone, as `up` does it where they are switched off. */
export function teardownAlarms({ down }: Pick<Run, 'down'>, part: Watch) {
  const unwatched = down([part.broken, part.look]);
  return down([...part.alarms.map(({ alarm }) => alarm), ...part.others], unwatched);
}
