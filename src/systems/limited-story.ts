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
      if (until === 'off') removeLimit(run, limit);
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

/** Says nothing where there is no limit. The schedules are deleted with their group. */
export function removeLimit(run: Pick<Run, 'removeIfPresent'>, { group, role }: TimeLimitParts): void {
  run.removeIfPresent([group]);
  if (!role.kept) run.removeIfPresent([role]);
}

/** As the first stage of `down`, where there is a limit. */
export function removeLimitFirst(run: Pick<Run, 'stage' | 'down'>, { group, role }: TimeLimitParts): void {
  run.stage(CANCEL_STAGE);
  const cancelled = run.down([group]);
  if (!role.kept) run.down([role], cancelled);
}

const CANCEL_STAGE: Text = {
  en: 'First: cancel the time limit',
  pt: 'Primeiro: cancelar o limite de tempo',
};
