// The stories of a system with a time limit. The parts of the limit are made beside the parts that they end: a schedule
// needs the live thing, the role and the group, and waits for nothing else.

import type { Step } from '../engine/lifecycle.ts';
import type { Run } from '../engine/run.ts';
import type { Text } from '../engine/text.ts';
import { LIMIT_STAGE, type TimeLimitParts } from '../patterns/time-limit.ts';
import type { ManagedPolicy } from '../resources/iam/managed-policy.ts';

/** The end of the time; "off" removes a limit; `undefined` leaves it as it is. */
export type Limit = Date | 'off' | undefined;

type AnyPart = Step<object, unknown>;

/**
 * A run that notes which billed parts the story makes. `finish` then adds the limit.
 * @param boundary the part of the system, if it has one
 */
export function underLimit(run: Run, limit: TimeLimitParts, until: Limit, boundary: object | undefined) {
  const live = new Map<string, Promise<unknown>>();
  let bound: Promise<ManagedPolicy> | undefined;
  const up = (step: AnyPart, ...needs: []) => {
    const made = run.up(step, ...needs);
    live.set(step.title, made);
    if (step === boundary) bound = made as Promise<ManagedPolicy>;
    return made;
  };
  return {
    run: { ...run, up: up as Run['up'] },
    finish(): void {
      if (until === 'off') removeLimit(run.removeIfPresent, limit);
      if (!(until instanceof Date)) return;
      run.stage(LIMIT_STAGE);
      const group = run.up(limit.group);
      const role = run.up(limit.role, { boundary: bound });
      for (const { of, schedule } of limit.schedules) {
        const thing = live.get(of);
        if (thing) run.up(schedule, { group, role, thing, at: until });
      }
    },
  };
}

/**
 * The schedules go first, because a group that is being deleted may still start them (EventBridge Scheduler API reference,
 * DeleteScheduleGroup).
 * @param remove `removeIfPresent` says nothing where there is no limit
 */
function removeLimit(remove: Run['down'], { group, role, schedules }: TimeLimitParts): void {
  const cancelled = remove(schedules.map(({ schedule }) => schedule));
  const emptied = remove([group], cancelled);
  if (!role.kept) remove([role], emptied);
}

/**
 * @param limited is there a limit? Then it is the first stage. Where there is none, only the role may be left, of a `down` that
 * was stopped; `undefined` = not known
 */
export function takeLimitDown(run: Run, limit: TimeLimitParts, limited: boolean | undefined): void {
  if (limited) run.stage(CANCEL_STAGE);
  if (limited !== false) removeLimit(limited ? run.down : run.removeIfPresent, limit);
  else if (!limit.role.kept) run.removeIfPresent([limit.role]);
}

const CANCEL_STAGE: Text = {
  en: 'First: cancel the time limit',
  pt: 'Primeiro: cancelar o limite de tempo',
};
