// What a run reports, as plain data. The screen draws it, `--json` prints it, tests read it.
// `outcome` is a verb that completes the sentence "queue jobs was …".

import type { Drift } from './drift.ts';
import type { Call } from './journal.ts';
import type { About, AnyStep } from './lifecycle.ts';
import { Interrupted } from './problems.ts';
import type { Text, Wording } from './text.ts';

export type Outcome =
  | 'created'
  | 'repaired'
  | 'unchanged'
  | 'removed'
  | 'absent'
  | 'failed'
  | 'not-started'
  | 'would-create'
  | 'would-repair'
  | 'would-remove';

/** How one part ended. */
export interface Result {
  readonly title: string;
  readonly outcome: Outcome;
  readonly drift: Drift;
  /** Seconds of work. It includes the part's own waiting and excludes waiting for other parts. */
  readonly seconds: number;
  /** In a walkthrough. Else it is empty, because the calls of parts that work at the same time cost time to tell apart. */
  readonly calls: readonly Call[];
  /** When AWS made it: of parts that are there and cost by the hour. */
  readonly madeAt?: Date;
  /** A sentence when the outcome does not say enough: "will be compared once X exists". */
  readonly note?: Wording;
  readonly error?: unknown;
}

/** What a screen may know of a part before its turn. */
export type PlannedPart = Pick<AnyStep, 'kind' | 'name' | 'about' | 'usually' | 'writtenAt'>;

/** The calls that a run makes, in the order of events. */
export interface Screen {
  stage(title: Text): void;
  /** The story registered a part; its line on the screen starts here. */
  planned(title: string, part?: PlannedPart): void;
  /** What the part is waiting for. */
  working(title: string, what: Wording): void;
  ended(result: Result): void;
  /** Before a part of a walkthrough starts: explains the part and waits for the person. */
  introduce?(title: string, about: About): Promise<void>;
  /** The part has started, and the walkthrough goes on without waiting for it. */
  goesOn?(title: string): void;
}

/** A screen that shows nothing (for tests). */
export const SILENT: Screen = { stage() {}, planned() {}, working() {}, ended() {} };

export interface Summary {
  readonly ok: boolean;
  readonly created: number;
  readonly repaired: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly absent: number;
  readonly failed: number;
  readonly notStarted: number;
  /** How many of the failed parts were only waiting when Ctrl-C ended the wait. */
  readonly stopped: number;
  /** API calls that changed something, and all API calls. Each attempt of the SDK counts. */
  readonly writes: number;
  readonly calls: number;
  readonly seconds: number;
}

const PLANNED = { 'would-create': 'created', 'would-repair': 'repaired', 'would-remove': 'removed' } as const;

/** Counts what a run did, or what a plan would do. */
export function summarize(results: readonly Result[], calls: readonly Call[], seconds: number): Summary {
  const outcomes = results.map(({ outcome }) =>
    outcome in PLANNED ? PLANNED[outcome as keyof typeof PLANNED] : outcome,
  );
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  const [failed, notStarted] = [count('failed'), count('not-started')];
  return {
    ok: failed + notStarted === 0,
    created: count('created'),
    repaired: count('repaired'),
    unchanged: count('unchanged'),
    removed: count('removed'),
    absent: count('absent'),
    failed,
    notStarted,
    stopped: results.filter(({ outcome, error }) => outcome === 'failed' && error instanceof Interrupted).length,
    writes: calls.filter((call) => call.write).length,
    calls: calls.length,
    seconds: Math.round(seconds * 10) / 10,
  };
}
