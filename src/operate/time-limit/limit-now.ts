// The time limit that a system has now. It is written nowhere: AWS is asked for the schedules.

import type { Owned } from '../../aws/clients.ts';
import { isKind, NotOurs } from '../../engine/problems.ts';
import { unwatched } from '../../engine/wait.ts';
import type { TimeLimitParts } from '../../patterns/time-limit.ts';
import { SCHEDULER } from '../../resources/scheduler/list.ts';
import { timeOf } from '../../resources/scheduler/schedule.ts';
import { NOT_ALLOWED } from '../../resources/scheduler/schedule-group.ts';

export interface LimitNow {
  readonly at: Date;
  /** Titles of the parts that end then. */
  readonly ends: readonly string[];
}

/** "over": its group is there, and its schedules have done their work. A group of somebody else is no limit of ours. */
export async function limitNow({ group, schedules }: TimeLimitParts): Promise<LimitNow | 'over' | undefined> {
  const ctx = unwatched();
  const ours = await group.describe(ctx).catch((error: unknown) => {
    if (!(error instanceof NotOurs)) throw error;
  });
  if (!ours) return undefined;
  const looks = schedules.map(async ({ of, schedule }) => ({ of, live: await schedule.describe(ctx) }));
  const found = (await Promise.all(looks)).flatMap(({ of, live }) => (live ? [{ of, at: timeOf(live) }] : []));
  const at = new Date(Math.min(...found.map((one) => one.at.getTime())));
  return at.getTime() > Date.now() ? { at, ends: found.map(({ of }) => of) } : 'over';
}

/** May this identity use EventBridge Scheduler? Asked without a write. */
export async function mayLimit(cloud: Owned): Promise<boolean> {
  try {
    await SCHEDULER.ask(cloud);
    return true;
  } catch (error) {
    if (isKind(error, ...NOT_ALLOWED)) return false;
    throw error;
  }
}
