// A resource writes its lifecycle; `defineStep` gives it the one road that every resource takes.
// After the create call, `ensure` treats a new thing and a found thing alike, so the same lines finish a half-built
// thing and repair a changed one. At the end we read the thing again. This proves that it is right.

import { type Drift, none } from './drift.ts';
import { type Lifecycle, Made, Stays, type Step } from './lifecycle.ts';
import { errorWording, isKind } from './problems.ts';
import { CREATING, SETTLING } from './step-texts.ts';
import { stepWaits } from './step-waits.ts';
import type { Context } from './wait.ts';
import { writtenAt } from './written-at.ts';

export function defineStep<Needs extends object, Live extends Found, Found = Live>(
  life: Lifecycle<Needs, Live, Found>,
): Step<Needs, Live> {
  const written = new Error('where it is written');
  const { kind, name, title = `${kind} ${name}`, about, rights, stopsBill } = life;
  const { observe, find, ours, gone, settled } = stepWaits(life);
  const describe = (ctx: Context) => ours(observe, ctx);
  const compare = (live: Live, needs: Needs): Drift => life.drift?.(live, needs) ?? [];

  /** Nothing differs, unless AWS could not carry out our change. */
  const notFailed = (live: Live): Drift => {
    const failed = life.failed?.(live);
    if (failed) throw failed;
    return [];
  };

  /** Returns what `life.create` knows of the new thing; `undefined` when it knows nothing. */
  const create = async (needs: Needs, ctx: Context): Promise<Live | undefined> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const made = await life.create(needs, ctx);
        return made instanceof Made ? made.live : undefined;
      } catch (error) {
        if (!unanswered(error) || tries === 3) throw error;
        const why = errorWording(error);
        ctx.tell({
          en: `AWS did not answer (${why.en}): looking whether it was made all the same`,
          pt: `a AWS não respondeu (${why.pt}): olhando se foi criado mesmo assim`,
        });
        await ctx.pause(5);
        if ((await describe(ctx)) !== undefined) return undefined;
      }
    }
  };

  return {
    kind,
    name,
    title,
    about,
    rights,
    stopsBill,
    usually: life.usually,
    writtenAt: () => writtenAt(written),
    describe,
    find: (ctx) => ours(find, ctx),
    compare,

    async ensure(needs, ctx, first) {
      let before = first ? first.live : await describe(ctx);
      if (before !== undefined && life.leaving?.(before))
        before = await gone(observe, ctx, new Set([life.id?.(before)]));
      const made = before === undefined ? await create(needs, ctx) : undefined;
      const unset = made === undefined ? [] : compare(made, needs);
      if (made !== undefined && !none(unset)) await life.repair?.(made, needs, unset, ctx);
      // From here a new thing and an old thing take the same road.
      const isNew = before === undefined;
      const found =
        before !== undefined && (life.ready?.(before) ?? true)
          ? before
          : await settled(ctx, isNew ? CREATING : SETTLING, isNew ? notFailed : () => [], made);
      const drift = compare(found, needs);
      if (none(drift)) return { live: found, outcome: isNew ? 'created' : 'unchanged', drift: unset };
      await life.repair?.(found, needs, drift, ctx);
      const right = (now: Live) => [...notFailed(now), ...compare(now, needs)];
      const live = await settled(ctx, SETTLING, right, made); // this read is the proof
      return { live, outcome: isNew ? 'created' : 'repaired', drift: [...unset, ...drift] };
    },

    async remove(ctx, first) {
      let live = first ? (first.live as Found | undefined) : await ours(find, ctx);
      if (live === undefined) return 'absent';
      ctx.found?.(live);
      for (const taken = new Set<string | undefined>(); live !== undefined; live = await gone(find, ctx, taken)) {
        taken.add(life.id?.(live));
        const ended = life.leaving?.(live) ? undefined : await life.destroy(live, ctx);
        if (ended instanceof Stays) return ended;
        if (life.gone) return 'removed';
      }
      return 'removed';
    },
  };
}

/** No answer, or a 5xx: the call may have taken effect, so read before it is made again. */
function unanswered(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
  return (
    (status !== undefined && status >= 500) ||
    isKind(error, 'TimeoutError', 'ECONNRESET', 'EPIPE', 'NetworkingError') ||
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes((error as { code?: string }).code ?? '')
  );
}
