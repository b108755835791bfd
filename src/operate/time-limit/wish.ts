// What `up` does about the time limit: a new one, the one that is there, or none.

import type { Owned } from '../../aws/clients.ts';
import { UsageProblem } from '../../engine/problems.ts';
import type { Result } from '../../engine/progress.ts';
import type { Wording } from '../../engine/text.ts';
import { nextCommand } from '../../screen/next-command.ts';
import type { Limit } from '../../systems/limited-story.ts';
import type { Story } from '../../systems/story.ts';
import { limitNow, mayLimit } from './limit-now.ts';
import { CANCELLED, KEPT, limitIsSet, NO_LIMIT, notAllowed, notMade, OVER } from './texts.ts';

export interface Wish {
  readonly until: Limit;
  /** Before the run. */
  readonly before: readonly Wording[];
}

const MINUTE = 60_000;

/**
 * @param asked seconds, or "off"; `undefined` keeps what is there
 * @throws UsageProblem for a system that has nothing to end
 */
export async function limitWish(cloud: Owned, story: Story, asked: number | 'off' | undefined): Promise<Wish> {
  if (!story.timeLimit) {
    if (asked === undefined) return { until: undefined, before: [] };
    throw nothingByTheHour(cloud.tags.stack);
  }
  if (typeof asked === 'number') {
    if (!(await mayLimit(cloud))) return { until: undefined, before: [notAllowed(nextCommand(cloud, 'down'))] };
    return { until: new Date(Math.ceil((Date.now() + asked * 1000) / MINUTE) * MINUTE), before: [] };
  }
  const now = await limitNow(story.timeLimit);
  if (asked === 'off') return { until: 'off', before: [now ? CANCELLED : NO_LIMIT] };
  if (now === 'over') return { until: 'off', before: [OVER] };
  return now ? { until: now.at, before: [KEPT] } : { until: undefined, before: [] };
}

/** What is set after the run. @param results of the run */
export function limitAfter(cloud: Owned, { timeLimit }: Story, until: Limit, results: readonly Result[]) {
  if (!timeLimit || !(until instanceof Date)) return undefined;
  const down = nextCommand(cloud, 'down');
  const made = new Set(results.filter(({ outcome }) => IS_THERE.has(outcome)).map(({ title }) => title));
  const named = new Set(results.map(({ title }) => title));
  const wanted = timeLimit.schedules.filter(({ schedule }) => named.has(schedule.title));
  const set = wanted.filter(({ schedule }) => made.has(schedule.title));
  const ends = set.map(({ of }) => of);
  const limit = { at: until, ends, loses: set.some(({ loses }) => loses), local: cloud.local, down };
  const whole = set.length === wanted.length;
  return {
    fields: { at: until.toISOString(), ends, complete: whole },
    says: [...(ends.length ? [limitIsSet(limit)] : []), ...(whole ? [] : [notMade(down)])],
  };
}

const IS_THERE: ReadonlySet<string> = new Set(['created', 'repaired', 'unchanged']);

const nothingByTheHour = (system: string) =>
  new UsageProblem(
    {
      en: `${system} has nothing that is billed by the hour, so it needs no time limit.`,
      pt: `${system} não tem nada que seja cobrado por hora, então não precisa de limite de tempo.`,
    },
    { next: { en: 'Leave --for out.', pt: 'Deixe --for de fora.' } },
  );
