// `down` removes the alarms; `up` does too when a setting switches them off.

import type { Run } from '../../engine/run.ts';
import type { AlarmParts } from './alarm-parts.ts';

/** Composites first, because AWS refuses to delete an alarm that a composite watches. */
export function removeAlarms(down: Run['down'], part: AlarmParts): Promise<void> {
  const composites = down([part.broken, part.warning]);
  return down([...part.metricAlarms.map(({ alarm }) => alarm), ...part.others], composites);
}
