// The line counter in a cloud with hazards.

import type { Run } from '../../../engine/run.ts';
import { SYSTEMS } from '../../../systems.ts';
import type { Hazards } from '../../../testing/hazards/context.ts';
import { type Ended, type HazardousSystem, openWithHazards } from '../../../testing/hazards/open.ts';
import { type Names, namesOf } from '../names.ts';
import { type LineCounter, lineCounter } from '../parts.ts';
import { type LineCounterSettings, lineCounterSettings } from '../settings.ts';

export interface HazardousCounter extends Omit<HazardousSystem, 'tell'> {
  readonly settings: LineCounterSettings;
  readonly part: LineCounter;
  readonly names: Names;
  tell(story: (run: Run, part: LineCounter) => unknown): Promise<Ended>;
}

/** The first hazard is the outermost. */
export async function counterWith(hazards: Hazards, env: Record<string, string> = {}): Promise<HazardousCounter> {
  const opened = await openWithHazards(await SYSTEMS['line-counter'](), hazards, env);
  const settings = lineCounterSettings(env);
  const part = lineCounter(opened.cloud, settings);
  const names = namesOf(opened.cloud, settings);
  return { ...opened, settings, part, names, tell: (story) => opened.tell((run) => story(run, part)) };
}

/** Without alarms and page, so fewer calls: for hazards that have nothing to do with them. */
export const quietCounterWith: typeof counterWith = (hazards, env) =>
  counterWith(hazards, { ALARMS: 'off', WEB: 'off', ...env });
