// How a part ended, in words and colours: the same on the board and in the walkthrough.

import pc from 'picocolors';
import { describeDifference } from '../engine/difference-words.ts';
import { errorText, Interrupted, NothingWritten, NotStarted } from '../engine/problems.ts';
import type { Outcome, Result } from '../engine/progress.ts';
import { duration } from '../engine/wait.ts';

export type Words = Partial<Record<Outcome, string>>;

const WORDS: Words = {
  'not-started': 'not started',
  'would-create': 'would be created',
  'would-repair': 'would be repaired',
  'would-remove': 'would be removed',
};
const QUIET = new Set<Outcome>(['unchanged', 'absent']);
const BAD = new Set<Outcome>(['failed', 'not-started']);

/** The word for the outcome. A wait that Ctrl-C ended did not fail. */
export function worded({ outcome, error }: Pick<Result, 'outcome' | 'error'>, words: Words = {}): string {
  if (outcome === 'failed' && error instanceof Interrupted) return 'stopped';
  return words[outcome] ?? WORDS[outcome] ?? outcome;
}

/** Dim when nothing changed, red when it failed. */
export function toned(result: Result | undefined): (text: string) => string {
  if (!result || QUIET.has(result.outcome) || result.error instanceof Interrupted) return pc.dim;
  return BAD.has(result.outcome) ? pc.red : pc.green;
}

/** The text after the word: the repaired fields, the error, the time. */
export function detail({ outcome, drift, note, error, seconds }: Result): string {
  if (error instanceof NothingWritten) return ''; // the part that is not ours is reported once
  if (error instanceof NotStarted) return `needs ${error.because.join(' and ')}`;
  if (error instanceof Interrupted) return ''; // the last sentence of the run reports it once
  if (error) return errorText(error);
  const changes = outcome === 'created' ? '' : drift.map(describeDifference).join(', '); // all fields are new
  return [changes, note, seconds >= 10 ? pc.dim(duration(seconds)) : ''].filter(Boolean).join('   ');
}
