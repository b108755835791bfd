// The steps of a file on its way, with their times, as `trace` of every system shows them.

import type { Text, Wording } from '../../engine/text.ts';
import { duration } from '../../engine/wait.ts';
import { language } from '../../screen/language.ts';
import { preciseTime } from '../../screen/table.ts';

export interface TimedStep<Name extends string = string> {
  readonly step: Name;
  /** undefined: not yet, or not written down. */
  readonly at?: Date;
  /** Seconds since the last earlier step with a known time. */
  readonly seconds?: number;
}

/**
 * The clocks of the services differ by some milliseconds, so a step could have a negative length: then we show 0.
 * @param times in the order of the steps
 */
export function spaced<Name extends string>(
  times: readonly (readonly [step: Name, at: Date | undefined])[],
): TimedStep<Name>[] {
  let last: Date | undefined;
  return times.map(([step, at]) => {
    const seconds = at && last ? Math.max(0, (+at - +last) / 1000) : undefined;
    last = at ?? last;
    return { step, ...(at && { at }), ...(seconds !== undefined && { seconds }) };
  });
}

export const STEP_HEADS: readonly Text[] = [
  { en: 'step', pt: 'passo' },
  { en: 'when', pt: 'quando' },
  { en: 'after', pt: 'depois de' },
];

/** A row of a table: the step in words, when, and how long after the step before it. */
export const stepRow = (words: Wording, { at, seconds }: TimedStep): Wording[] => [
  words,
  at ? preciseTime(at) : '–',
  seconds === undefined ? '' : seconds < 1 ? `${Math.round(seconds * 1000)} ms` : duration(seconds, language()),
];

/** The key as typed, then with composed accents, then with decomposed ones as macOS writes them. */
export const spellings = (key: string): string[] => [...new Set([key, key.normalize('NFC'), key.normalize('NFD')])];
