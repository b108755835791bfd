// Looking, and nothing else: what a plan says of one part, and whether there is anything to take away.

import type { Drift } from './drift.ts';
import type { AnyStep, Step } from './lifecycle.ts';
import { NotOurs } from './problems.ts';
import type { Outcome } from './progress.ts';
import type { Context } from './wait.ts';

/** What working on one part gave. */
export interface Done<Live> {
  outcome: Outcome;
  live?: Live;
  drift?: Drift;
  note?: string;
}

/** @param missing titles of needs that the plan would still create: what leans on them cannot be compared yet */
export async function planStep<Needs extends object, Live>(
  step: Step<Needs, Live>,
  needs: Needs,
  missing: readonly string[],
  ctx: Context,
): Promise<Done<Live>> {
  const live = await step.describe(ctx);
  if (live === undefined) return { outcome: 'would-create' };
  if (missing.length)
    return { live, outcome: 'would-repair', note: `will be compared once ${missing.join(' and ')} exists` };
  const drift = step.compare(live, needs);
  return { live, drift, outcome: drift.length ? 'would-repair' : 'unchanged' };
}

/**
 * Is it there, and ours? A look that fails for another reason counts as yes: whoever takes it away fails too, and tells.
 */
export const isThere = (step: AnyStep, ctx: Context): Promise<boolean> =>
  step.describe(ctx).then(
    (live) => live !== undefined,
    (error: unknown) => !(error instanceof NotOurs),
  );
