// A workshop for one test file: an account of its own in the private cloud, our tags, and a clock on the wall.
// Notice: the account is twelve random digits, and bucket names contain it, so files may run side by side.

import { randomInt } from 'node:crypto';
import { inject } from 'vitest';
import { type Owned, openCloud } from '../aws/clients.ts';
import type { Step } from '../engine/lifecycle.ts';
import { type Context, wallClock } from '../engine/wait.ts';
import { ownership } from '../settings/settings.ts';
import { STACK } from '../systems/line-counter/names.ts';
import { type LineCounter, lineCounter } from '../systems/line-counter/parts.ts';
import { type LineCounterSettings, lineCounterSettings } from '../systems/line-counter/settings.ts';

export const randomAccount = (): string => String(randomInt(100_000_000_000, 999_999_999_999));

export interface Workshop {
  readonly cloud: Owned;
  readonly settings: LineCounterSettings;
  /** Every part of the line counter, in this account. */
  readonly part: LineCounter;
  readonly ctx: Context;
  /** What the parts said while they worked. */
  readonly told: string[];
  /** Makes a thing that the one under test leans on. */
  make<Live>(step: Step<object, Live>): Promise<Live>;
  make<Needs extends object, Live>(step: Step<Needs, Live>, needs: Needs): Promise<Live>;
  /** Does the work and counts the calls that changed something. */
  writesDuring(work: () => Promise<unknown>): Promise<number>;
}

/** @param env settings that differ from the defaults */
export async function openWorkshop(env: Record<string, string> = {}, account = randomAccount()): Promise<Workshop> {
  const settings = lineCounterSettings(env);
  const { endpoint } = inject('cloud');
  const opened = await openCloud({ region: settings.AWS_REGION, endpoint, account });
  const cloud = { ...opened, tags: ownership(settings, STACK) };
  const told: string[] = [];
  const ctx: Context = { ...wallClock(), tell: (what) => void told.push(what) };
  return {
    cloud,
    settings,
    part: lineCounter(cloud, settings),
    ctx,
    told,
    make: async <Needs extends object, Live>(step: Step<Needs, Live>, needs?: Needs) =>
      (await step.ensure((needs ?? {}) as Needs, ctx)).live,
    async writesDuring(work) {
      const before = opened.journal.writes;
      await work();
      return opened.journal.writes - before;
    },
  };
}
