// Runs a story in a test, whole or up to its k-th part, and gives the result. Parts run one at a time, so that "stopped
// after k parts" is exact: the signal of Ctrl-C is sent as soon as the k-th part has ended.

import type { AnyStep } from '../engine/lifecycle.ts';
import { type Outcome, type Result, SILENT } from '../engine/progress.ts';
import { type Run, startRun } from '../engine/run.ts';
import { wallClock } from '../engine/wait.ts';
import type { TestCloud } from './test-cloud.ts';

export interface RunOptions {
  readonly plan?: boolean;
  /** Stop when so many parts have ended. */
  readonly stopAfter?: number;
}

export interface RunResult {
  /** In the order in which the parts ended. */
  readonly results: readonly Result[];
  /** The steps that the story made right or removed, in its order. */
  readonly steps: readonly AnyStep[];
  /** How often each outcome happened. */
  readonly outcomes: Partial<Record<Outcome, number>>;
  /** Calls that changed something. */
  readonly writes: number;
  readonly failure: unknown;
}

export async function runStory(
  { cloud: { journal } }: Pick<TestCloud, 'cloud'>,
  story: (run: Run) => unknown,
  { plan = false, stopAfter }: RunOptions = {},
): Promise<RunResult> {
  const stop = new AbortController();
  let ended = 0;
  const screen = {
    ...SILENT,
    ended() {
      ended += 1;
      if (ended === stopAfter) stop.abort();
    },
  };
  const before = journal.writes;
  const clock = wallClock();
  const oneByOne = stopAfter !== undefined;
  const { run, results, finished } = startRun({ clock, screen, journal, signal: stop.signal, plan, oneByOne });
  const steps: AnyStep[] = [];
  story(noting(run, steps));
  const failure: unknown = await finished().then(
    () => undefined,
    (error) => error,
  );
  const outcomes: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of results) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return { results, steps, outcomes, writes: journal.writes - before, failure };
}

/** The same run. Every step that it gets is added to the list. */
const noting = (run: Run, steps: AnyStep[]): Run => ({
  ...run,
  up(step, ...needs) {
    steps.push(step);
    return run.up(step, ...needs);
  },
  down(removed, ...after) {
    steps.push(...removed);
    return run.down(removed, ...after);
  },
});
