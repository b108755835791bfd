// The engine. A story calls `up` and `down` without waiting, and every part starts as soon as its own needs are there.
// Order is data flow: a need is the promise of another part, so there is no graph to build and no list to sort.
// When a part fails, parts that need it are not started, everything else goes on, and one error names every cause.

import { setMaxListeners } from 'node:events';
import { failureOf } from './ending.ts';
import { firstLooks } from './first-looks.ts';
import type { Call, Journal } from './journal.ts';
import { type AnyStep, type Dated, Stays, type Step } from './lifecycle.ts';
import { Broken, NotThereYet, type Soon, settle, titleOf } from './needs.ts';
import { type Done, isThere, planRemoval, planStep } from './plan.ts';
import { Interrupted, NotOurs, NotStarted } from './problems.ts';
import type { Result, Screen } from './progress.ts';
import type { Text, Wording } from './text.ts';
import { turns } from './turns.ts';
import { type Clock, type Context, ending } from './wait.ts';

type Given<Needs> = Record<never, never> extends Needs ? [needs?: Soon<Needs>] : [needs: Soon<Needs>];

/** The functions that a story calls. */
export interface Run {
  stage(title: Text): void;
  /** Makes the part right as soon as its needs are there; returns the live thing. */
  up<Needs extends object, Live>(step: Step<Needs, Live>, ...needs: Given<Needs>): Promise<Live>;
  /** Removes parts, all at the same time, after `after` is done. */
  down(steps: readonly AnyStep[], ...after: Promise<unknown>[]): Promise<void>;
  /** Removes parts that these settings do not use. Says nothing when they are absent or belong to others. */
  removeIfPresent(steps: readonly AnyStep[], ...after: Promise<unknown>[]): Promise<void>;
}

export interface RunOptions {
  readonly clock: Clock;
  readonly screen: Screen;
  readonly journal: Journal;
  /** Aborted by Ctrl-C: no new part is started, running parts finish. */
  readonly signal?: AbortSignal;
  /** Read and compare only; write nothing. */
  readonly plan?: boolean;
  /** One part at a time, in the written order. */
  readonly oneByOne?: boolean;
  /** In a walkthrough: is the part so slow that the next one does not wait for it? It was explained before it started. */
  readonly goesOn?: (step: AnyStep) => boolean;
  /** Seconds that this part took in earlier runs. */
  readonly usual?: (title: string) => number | undefined;
  /** Parts look meanwhile, and write nothing before it resolves. When it rejects, the run ends with its error. */
  readonly allowed?: Promise<void>;
}

/** A part to be removed; and the look that was asked for when the run started. */
interface Leaving {
  readonly step: AnyStep;
  readonly look?: ReturnType<ReturnType<typeof firstLooks>['askToRemove']> | undefined;
}

const NOT_OURS: Text = { en: 'not ours: it stays', pt: 'não é nosso: fica' };

/** Starts a run of one story. Call `up` and `down`, then await `finished`. */
export function startRun(options: RunOptions) {
  const { clock, screen, journal, signal, plan = false, oneByOne = false, goesOn, usual, allowed } = options;
  const refusal = Promise.resolve(allowed).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const results: Result[] = [];
  const parts: Promise<unknown>[] = [];
  const looks = firstLooks(clock, journal);
  const turn = turns();
  let stopped = false; // by the person, at a question before a part
  const halt = new AbortController(); // then parts that go on beside the walkthrough wait no longer
  setMaxListeners(0, halt.signal); // every waiting part listens, and Node warns from eleven on

  async function work<Live>(
    step: AnyStep,
    act: (ctx: Context) => Promise<Done<Live>>,
    pass: () => void,
  ): Promise<Live> {
    const calls: Call[] = [];
    const refused = await refusal;
    if (refused) throw new Broken(step.title, refused.error);
    let start = clock.now();
    let started = false;
    const end = (ending: Omit<Result, 'title' | 'seconds' | 'calls'>) => {
      const result = { title: step.title, calls, seconds: clock.now() - start, ...ending };
      results.push(result);
      screen.ended(result);
    };
    try {
      if (stopped || signal?.aborted) throw new Interrupted();
      await screen.introduce?.(step.title, step.about);
      started = true;
      start = clock.now(); // the time in which the person reads is not work
      if (oneByOne && goesOn?.(step)) {
        screen.goesOn?.(step.title);
        pass();
      }
      const report = (what: Wording) => screen.working(step.title, what);
      let madeAt: Date | undefined;
      const found = (live: unknown) => {
        madeAt = (live as Partial<Dated>).madeAt;
      };
      const ctx: Context = { ...ending(clock, halt.signal), tell: report, usually: usual?.(step.title), found };
      ctx.tell({ en: 'looking', pt: 'olhando' });
      const { live, outcome, drift = [], note } = await (oneByOne ? journal.during(calls, () => act(ctx)) : act(ctx));
      if (live !== undefined) found(live);
      end({ outcome, drift, ...(note && { note }), ...(madeAt && { madeAt }) });
      if (live === undefined && outcome === 'would-create') throw new NotThereYet(step.title);
      return live as Live;
    } catch (error) {
      if (error instanceof NotThereYet) throw error;
      if (error instanceof Interrupted) {
        stopped = true;
        halt.abort();
      }
      end({ outcome: error instanceof NotStarted || !started ? 'not-started' : 'failed', drift: [], error });
      throw new Broken(step.title, error);
    } finally {
      pass();
    }
  }

  /** Registers a part, waits for its turn in a walkthrough, and handles every rejection. */
  function register<Live>(
    step: AnyStep,
    act: (ctx: Context) => Promise<Done<Live>>,
    needs: Promise<unknown>,
  ): Promise<Live> {
    screen.planned(step.title, step);
    const start = oneByOne ? turn.take(needs) : Promise.allSettled([needs]).then(() => () => {});
    const part = start.then((pass) => work(step, act, pass));
    parts.push(Promise.allSettled([part]));
    return part;
  }

  /** @param given resolves when the parts may be removed */
  function remove(leaving: readonly Leaving[], given: ReturnType<typeof settle>): Promise<void> {
    const removals = leaving.map(({ step, look }) =>
      register<void>(
        step,
        async (ctx) => {
          const { broken } = await given;
          if (broken.length) throw new NotStarted(step.title, broken);
          if (step.kept) return { outcome: 'unchanged', note: NOT_OURS };
          if (plan) return planRemoval(step, ctx);
          const ended = await step.remove(ctx, await looks.believedToRemove(look));
          return ended instanceof Stays ? { outcome: 'unchanged', note: ended.because } : { outcome: ended };
        },
        given,
      ),
    );
    const settled = Promise.allSettled(removals).then((all) => {
      const broken = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      // A thing that is not ours does not depend on our other parts, so they may be removed.
      const failed = broken.filter(({ cause }) => !(cause instanceof NotOurs));
      if (failed.length) throw new Broken(failed.map(titleOf).join(' and '), failed[0]);
    });
    parts.push(Promise.allSettled([settled]));
    return settled;
  }

  const askToRemove = (step: AnyStep): Leaving => (oneByOne ? { step } : { step, look: looks.askToRemove(step) });

  const run: Run = {
    stage: (title) => screen.stage(title),

    up(step, ...[needs]) {
      const given = settle(needs ?? {});
      const first = oneByOne ? undefined : looks.ask(step);
      return register(
        step,
        async (ctx) => {
          const { values, missing, broken } = await given;
          const seen = await looks.believed(step.title, first, broken, !plan);
          return plan ? planStep(step, values as never, missing, ctx, seen) : step.ensure(values as never, ctx, seen);
        },
        given,
      );
    },

    down(steps, ...after) {
      const leaving = steps.map((step) => (plan || step.kept ? { step } : askToRemove(step)));
      return remove(leaving, settle({ ...after }));
    },

    removeIfPresent(steps, ...after) {
      const asked = steps.map(askToRemove);
      const isStill = async ({ step, look }: Leaving) => {
        const seen = await looks.believedToRemove(look);
        return seen ? seen.live !== undefined : isThere(step, { ...clock, tell() {} });
      };
      const given = settle({ ...after });
      const gone = given.then(async ({ broken }) => {
        if (broken.length || stopped || signal?.aborted) return;
        const still = await Promise.all(asked.map(isStill));
        await remove(
          asked.filter((_, at) => still[at]),
          given,
        );
      });
      parts.push(Promise.allSettled([gone]));
      return gone;
    },
  };

  return {
    run,
    results: results as readonly Result[],
    /** Resolves when every part has ended. @throws StoryFailed with every cause, Interrupted when it was stopped */
    async finished(): Promise<void> {
      for (let seen = -1; seen !== parts.length; ) {
        seen = parts.length;
        await Promise.all(parts);
      }
      const refused = await refusal;
      if (refused) throw refused.error;
      const failure = failureOf({ results, stopped: stopped || signal?.aborted === true, oneByOne });
      if (failure) throw failure;
    },
  };
}
