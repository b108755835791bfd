// Reads only: what a plan says of one part, and whether there is a thing to remove.

import type { Drift } from './drift.ts';
import type { AnyStep, Seen, Step } from './lifecycle.ts';
import { NotOurs } from './problems.ts';
import type { Outcome } from './progress.ts';
import type { Wording } from './text.ts';
import type { Context } from './wait.ts';

/** The result of the work on one part. */
export interface Done<Live> {
  outcome: Outcome;
  live?: Live;
  drift?: Drift;
  note?: Wording;
}

/** @param missing titles of needs that do not exist yet; a part that needs them cannot be compared */
export async function planStep<Needs extends object, Live>(
  step: Step<Needs, Live>,
  needs: Needs,
  missing: readonly string[],
  ctx: Context,
  first?: Seen<Live>,
): Promise<Done<Live>> {
  const live = first ? first.live : await step.describe(ctx);
  if (live === undefined) return { outcome: 'would-create' };
  if (missing.length) {
    const note = {
      en: `will be compared once ${missing.join(' and ')} exists`,
      pt: `será comparado quando ${missing.join(' e ')} existir`,
    };
    return { live, outcome: 'would-repair', note };
  }
  const drift = step.compare(live, needs);
  return { live, drift, outcome: drift.length ? 'would-repair' : 'unchanged' };
}

export async function planRemoval(step: AnyStep, ctx: Context): Promise<Done<void>> {
  const live = await step.describe(ctx);
  if (live === undefined) return { outcome: 'absent' };
  ctx.found?.(live);
  return { outcome: 'would-remove' };
}

/** Is it there, and ours? When the read fails, the answer is yes: then the removal fails too and reports the error. */
export const isThere = (step: AnyStep, ctx: Context): Promise<boolean> =>
  step.describe(ctx).then(
    (live) => live !== undefined,
    (error: unknown) => !(error instanceof NotOurs),
  );
