// The two stories of a system as commands use them, with its parts in one cloud.

import type { Result } from '../engine/progress.ts';
import type { Run } from '../engine/run.ts';
import type { Wording } from '../engine/text.ts';
import type { TimeLimitParts } from '../patterns/time-limit.ts';
import type { Limit } from './limited-story.ts';

/** Fields for programs, and sentences for people. */
export interface Outputs {
  readonly fields: object;
  readonly says: readonly Wording[];
}

/** A system in one cloud: its parts, and how they are made and removed. */
export interface Story {
  readonly parts: object;
  /** `undefined` where nothing is billed by the hour. */
  readonly timeLimit?: TimeLimitParts | undefined;
  up(run: Run, limit?: Limit): Made;
  /** @param limited is there a time limit? Then it goes first; without an answer it goes beside the other parts. */
  down(run: Run, limited?: boolean): unknown;
}

/** What `up` gives. */
export interface Made {
  outputs(): Promise<Outputs>;
  news(results: readonly Result[]): Outputs;
}
