// The two stories of a system as commands use them, with its parts in one cloud.

import type { Result } from '../engine/progress.ts';
import type { Run } from '../engine/run.ts';
import type { Wording } from '../engine/text.ts';

/** Fields for programs, and sentences for people. */
export interface Outputs {
  readonly fields: object;
  readonly says: readonly Wording[];
}

/** A system in one cloud: its parts, and how they are made and removed. */
export interface Story {
  readonly parts: object;
  up(run: Run): Made;
  down(run: Run): unknown;
}

/** What `up` gives. */
export interface Made {
  outputs(): Promise<Outputs>;
  news(results: readonly Result[]): Outputs;
}
