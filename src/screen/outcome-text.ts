// How a part ended, in words and colours: the same on the board and in the walkthrough.

import pc from 'picocolors';
import { describeDifference } from '../engine/difference-words.ts';
import { errorWording, Interrupted, NothingWritten, NotStarted } from '../engine/problems.ts';
import type { Outcome, Result } from '../engine/progress.ts';
import type { Text } from '../engine/text.ts';
import { duration } from '../engine/wait.ts';
import { language, spoken } from './language.ts';

/** Other words for outcomes. */
export type Words = Partial<Record<Outcome, Text>>;

const WORDS: Record<Outcome, Text> = {
  created: { en: 'created', pt: 'criado' },
  repaired: { en: 'repaired', pt: 'corrigido' },
  unchanged: { en: 'unchanged', pt: 'sem mudança' },
  removed: { en: 'removed', pt: 'removido' },
  absent: { en: 'absent', pt: 'ausente' },
  failed: { en: 'failed', pt: 'falhou' },
  'not-started': { en: 'not started', pt: 'não iniciado' },
  'would-create': { en: 'would be created', pt: 'seria criado' },
  'would-repair': { en: 'would be repaired', pt: 'seria corrigido' },
  'would-remove': { en: 'would be removed', pt: 'seria removido' },
};
const STOPPED: Text = { en: 'stopped', pt: 'interrompido' };
const NEEDS: Text = { en: 'needs', pt: 'precisa de' };
const AND: Text = { en: 'and', pt: 'e' };
const QUIET = new Set<Outcome>(['unchanged', 'absent']);
const BAD = new Set<Outcome>(['failed', 'not-started']);

/** The word for the outcome. A wait that Ctrl-C ended did not fail. */
export function worded({ outcome, error }: Pick<Result, 'outcome' | 'error'>, words: Words = {}): string {
  if (outcome === 'failed' && error instanceof Interrupted) return spoken(STOPPED);
  return spoken(words[outcome] ?? WORDS[outcome]);
}

/** Dim when nothing changed, red when it failed. */
export function toned(result: Result | undefined): (text: string) => string {
  if (!result || QUIET.has(result.outcome) || result.error instanceof Interrupted) return pc.dim;
  return BAD.has(result.outcome) ? pc.red : pc.green;
}

/** The text after the word: the repaired fields, the error, the time. */
export function detail({ outcome, drift, note, error, seconds }: Result): string {
  if (error instanceof NothingWritten) return ''; // the part that is not ours is reported once
  if (error instanceof NotStarted) return `${spoken(NEEDS)} ${error.because.join(` ${spoken(AND)} `)}`;
  if (error instanceof Interrupted) return ''; // the last sentence of the run reports it once
  if (error) return spoken(errorWording(error));
  const changes = outcome === 'created' ? '' : drift.map((one) => describeDifference(one, language())).join(', '); // all fields are new
  return [changes, note && spoken(note), seconds >= 10 ? pc.dim(duration(seconds, language())) : '']
    .filter(Boolean)
    .join('   ');
}
