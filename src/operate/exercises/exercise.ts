// An exercise: one thing is broken in secret, in a stage of its own, and a student finds out what.

import type { Owned } from '../../aws/clients.ts';
import type { Text } from '../../engine/text.ts';
import type { Environment } from '../../settings/settings.ts';

export interface ExerciseSite {
  readonly cloud: Owned;
  /** The settings of the exercise's stage. */
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/** One step of the way to the answer. */
export interface Clue {
  /** Words after `npm run`: "logs", and those after its `--`: "--errors". */
  readonly command: readonly [name: string, ...more: string[]];
  /** What one sees there. */
  readonly shows: Text;
  /** The same, in what the command prints in English. */
  readonly prints: RegExp;
}

export interface Exercise {
  /** Its place in the list of all systems: the first is the easiest. */
  readonly number: number;
  /** "mapping-off" */
  readonly name: string;
  /** What somebody complains about. It does not give the answer. */
  readonly title: Text;
  /** What the student is told at the start. */
  readonly tells: Text;
  readonly hints: readonly [Text, Text];
  /** The answer, as one of the choices: a part, and what is wrong with it. */
  readonly cause: Text;
  /** Beginnings of words, small and without accents, in both languages. An answer needs one that names the part … */
  readonly part: readonly string[];
  /** … and one that says what is wrong with it. */
  readonly wrong: readonly string[];
  /** Why the system behaved like this, and what to learn from it. */
  readonly explanation: Text;
  /** How it is found. */
  readonly way: readonly Clue[];
  /** Does `up` repair it? Otherwise nothing is to be repaired: the message or the file is in the system for good. */
  readonly repaired: boolean;
  /** Breaks it. The system is up. */
  begin(site: ExerciseSite): Promise<void>;
}
