// What a step looks at and waits for, made from its lifecycle.

import { type Drift, none } from './drift.ts';
import type { Lifecycle } from './lifecycle.ts';
import { notOurs, Problem } from './problems.ts';
import { gaveUp, goingText, goneText, notTaken, progressText, VANISHED, vanished } from './step-texts.ts';
import type { Text } from './text.ts';
import { type Context, until } from './wait.ts';

export function stepWaits<Needs extends object, Live extends Found, Found = Live>(life: Lifecycle<Needs, Live, Found>) {
  const { kind, name, title = `${kind} ${name}`, patience = 120, lag = 0 } = life;
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

  /**
   * Waits after a write until the thing is ready and right. Tags may appear later than the thing itself, so a thing that
   * is not ours yet counts as absent here.
   * @param made what is known of it, when this run made it
   */
  const settled = async (ctx: Context, doing: Text, right: (live: Live) => Drift, made?: Live): Promise<Live> => {
    let left: Drift = [];
    let says: string | undefined;
    let seenAt = ctx.now();
    const look = async (waited: number) => {
      says = undefined;
      const live = await (waited < patience ? life.observe(ctx, made) : ours((at) => life.observe(at, made), ctx));
      if (live !== undefined) seenAt = ctx.now();
      else if (ctx.now() - seenAt >= VANISHED) throw vanished(title);
      if (live !== undefined && life.ours?.(live) !== false && (life.ready?.(live) ?? true)) {
        left = right(live);
        if (none(left)) return live;
      }
      says = live && life.says?.(live);
      ctx.tell(progressText(doing, waited, ctx.usually ?? life.usually, says));
      return undefined;
    };
    try {
      return await until(ctx, { en: `waiting for ${title}`, pt: `à espera de ${title}` }, patience, look, life.atLeast);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (none(left)) throw says && error.name === 'Problem' ? gaveUp(error, says) : error;
      throw notTaken(title, patience, left, error);
    }
  };

  return { observe, find, ours, gone, settled };
}
