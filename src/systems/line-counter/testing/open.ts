// The line counter in an account of its own, for a test.

import { SYSTEMS } from '../../../systems.ts';
import { type OpenSystem, openSystem } from '../../../testing/open-system.ts';
import { type LineCounter, lineCounter } from '../parts.ts';
import { type LineCounterSettings, lineCounterSettings } from '../settings.ts';

export interface OpenLineCounter extends OpenSystem {
  readonly settings: LineCounterSettings;
  readonly part: LineCounter;
}

/** @param env settings that differ from the defaults */
export async function openLineCounter(env: Record<string, string> = {}, account?: string): Promise<OpenLineCounter> {
  const opened = await openSystem(await SYSTEMS['line-counter'](), env, account);
  const settings = lineCounterSettings(env);
  return { ...opened, settings, part: lineCounter(opened.cloud, settings) };
}
