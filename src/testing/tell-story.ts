// Tells a story to the engine in a test, whole or only up to its k-th part, and says how it ended.
// Notice: one part at a time makes "stopped after k parts" exact; Ctrl-C is pressed the moment the k-th has ended.

import type { Removable } from '../engine/lifecycle.ts';
import type { Outcome, Result } from '../engine/progress.ts';
import { type Run, startRun } from '../engine/run.ts';
import { wallClock } from '../engine/wait.ts';
import type { LineCounter } from '../systems/line-counter/parts.ts';
import type { Workshop } from './workshop.ts';

export interface Telling {
  readonly plan?: boolean;
  /** Stop when so many parts have ended. */
  readonly stopAfter?: number;
}

export interface Told {
  /** In the order in which the parts ended. */
  readonly results: readonly Result[];
  /** Those that the story made right or took away, in its order. */
  readonly steps: readonly Removable[];
  /** How often each outcome happened. */
  readonly outcomes: Partial<Record<Outcome, number>>;
  /** Calls that changed something. */
  readonly writes: number;
  readonly failure: unknown;
}

export async function tellStory(
  { cloud, part }: Workshop,
  story: (run: Run, part: LineCounter) => unknown,
  { plan = false, stopAfter }: Telling = {},
): Promise<Told> {
  const stop = new AbortController();
  let ended = 0;
  const screen = {
    stage() {},
    planned() {},
    working() {},
    ended() {
      ended += 1;
      if (ended === stopAfter) stop.abort();
    },
  };
  const before = cloud.journal.writes;
  const run = startRun({
    ...{ clock: wallClock(), screen, journal: cloud.journal, signal: stop.signal, plan },
    oneByOne: stopAfter !== undefined,
  });
  const steps: Removable[] = [];
  const noting: Run = {
    ...run.run,
    up(step, ...needs) {
      steps.push(step);
      return run.run.up(step, ...needs);
    },
    down(removed, ...after) {
      steps.push(...removed);
      return run.run.down(removed, ...after);
    },
  };
  story(noting, part);
  const failure: unknown = await run.finished().then(
    () => undefined,
    (error) => error,
  );
  const outcomes: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of run.results) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return { results: run.results, steps, outcomes, writes: cloud.journal.writes - before, failure };
}
