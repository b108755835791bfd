// A resource writes its lifecycle; `defineStep` gives it the one road that every resource takes.
// After the create call, `ensure` treats a new thing and a found thing alike, so the same lines finish a half-built
// thing and repair a changed one. At the end we read the thing again. This proves that it is right.

import { type Drift, none } from './drift.ts';
import { type Lifecycle, Stays, type Step } from './lifecycle.ts';
import { errorWording, isKind, notOurs, Problem } from './problems.ts';
import {
  CREATING,
  gaveUp,
  goingText,
  goneText,
  notTaken,
  progressText,
  SETTLING,
  VANISHED,
  vanished,
} from './step-texts.ts';
import type { Text } from './text.ts';
import { type Context, until } from './wait.ts';
import { writtenAt } from './written-at.ts';

export function defineStep<Needs extends object, Live extends Found, Found = Live>(
  life: Lifecycle<Needs, Live, Found>,
): Step<Needs, Live> {
  const made = new Error('where it is written');
  const { kind, name, title = `${kind} ${name}`, about, rights, stopsBill, patience = 120, lag = 0 } = life;

  type Look<Seen> = (ctx: Context) => Promise<Seen | undefined>;
  const observe: Look<Live> = (ctx) => life.observe(ctx);
  const find: Look<Found> = (ctx) => (life.find ?? life.observe)(ctx);

  /** @throws NotOurs when a thing of this name belongs to somebody else */
  const ours = async <Seen extends Found>(look: Look<Seen>, ctx: Context): Promise<Seen | undefined> => {
    const start = ctx.now();
    let live = await look(ctx);
    while (live !== undefined && life.ours?.(live) === false && ctx.now() - start < lag) {
      ctx.tell({ en: 'its tags are not there yet: looking again', pt: 'ainda sem as tags: olhando de novo' });
      await ctx.pause(1);
      live = await look(ctx);
    }
    if (live !== undefined && life.ours?.(live) === false) throw notOurs(title);
    return live;
  };
  const describe = (ctx: Context) => ours(observe, ctx);
  const compare = (live: Live, needs: Needs): Drift => life.drift?.(live, needs) ?? [];

  /** Waits until all of `leaving` (ids) are gone. Returns another thing with our name and tags if there is one. */
  const gone = async <Seen extends Found>(
    look: Look<Seen>,
    ctx: Context,
    leaving: ReadonlySet<string | undefined>,
  ): Promise<Seen | undefined> => {
    let seenAt = ctx.now();
    const { twin } = await until(ctx, goneText(title), patience, async (waited) => {
      const live = await look(ctx);
      if (live !== undefined && life.id && !leaving.has(life.id(live)) && life.ours?.(live) !== false)
        return { twin: live };
      if (live !== undefined) seenAt = ctx.now();
      else if (ctx.now() - seenAt >= lag) return { twin: undefined };
      ctx.tell(goingText(waited));
      return undefined;
    });
    return twin;
  };

  // Tags may appear later than the thing itself. So a thing that is not ours yet counts as absent here.
  const settled = async (ctx: Context, doing: Text, right: (live: Live) => Drift): Promise<Live> => {
    let left: Drift = [];
    let says: string | undefined;
    let seenAt = ctx.now();
    try {
      return await until(ctx, { en: `waiting for ${title}`, pt: `à espera de ${title}` }, patience, async (waited) => {
        says = undefined;
        const live = waited < patience ? await life.observe(ctx) : await describe(ctx);
        if (live !== undefined) seenAt = ctx.now();
        else if (ctx.now() - seenAt >= VANISHED) throw vanished(title);
        if (live !== undefined && life.ours?.(live) !== false && (life.ready?.(live) ?? true)) {
          left = right(live);
          if (none(left)) return live;
        }
        says = live && life.says?.(live);
        ctx.tell(progressText(doing, waited, ctx.usually ?? life.usually, says));
        return undefined;
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (none(left)) throw says && error.name === 'Problem' ? gaveUp(error, says) : error;
      throw notTaken(title, patience, left, error);
    }
  };

  const create = async (needs: Needs, ctx: Context): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        await life.create(needs, ctx);
        return;
      } catch (error) {
        if (!unanswered(error) || tries === 3) throw error;
        const why = errorWording(error);
        ctx.tell({
          en: `AWS did not answer (${why.en}): looking whether it was made all the same`,
          pt: `a AWS não respondeu (${why.pt}): olhando se foi criado mesmo assim`,
        });
        await ctx.pause(5);
        if ((await describe(ctx)) !== undefined) return;
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
    writtenAt: () => writtenAt(made),
    describe,
    compare,

    async ensure(needs, ctx, first) {
      let before = first ? first.live : await describe(ctx);
      if (before !== undefined && life.leaving?.(before))
        before = await gone(observe, ctx, new Set([life.id?.(before)]));
      if (before === undefined) await create(needs, ctx);
      // From here a new thing and an old thing take the same road.
      const found =
        before !== undefined && (life.ready?.(before) ?? true)
          ? before
          : await settled(ctx, before === undefined ? CREATING : SETTLING, () => []);
      const drift = compare(found, needs);
      if (none(drift)) return { live: found, outcome: before === undefined ? 'created' : 'unchanged', drift };
      await life.repair?.(found, needs, drift, ctx);
      const live = await settled(ctx, SETTLING, (now) => compare(now, needs)); // this read is the proof
      return { live, outcome: before === undefined ? 'created' : 'repaired', drift };
    },

    async remove(ctx) {
      let live = await ours(find, ctx);
      if (live === undefined) return 'absent';
      ctx.found?.(live);
      for (const taken = new Set<string | undefined>(); live !== undefined; live = await gone(find, ctx, taken)) {
        taken.add(life.id?.(live));
        const ended = life.leaving?.(live) ? undefined : await life.destroy(live, ctx);
        if (ended instanceof Stays) return ended;
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
