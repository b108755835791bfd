// The screen for programs: one JSON object a line on standard output, when each part ends.
// Notice: other programs rely on these lines. Add fields, but never rename one.

import { errorText, isKind, Problem } from '../engine/problems.ts';
import type { Result, Screen } from '../engine/progress.ts';
import { inEnglish } from '../engine/text.ts';

export function jsonLines(print: (object: object) => void): Screen {
  return {
    stage() {},
    planned() {},
    working() {},
    ended: (result) => print(stepLine(result)),
  };
}

/** `{"event":"step","title":…,"outcome":…,"fields":[…],"seconds":n}`, with `note` or `error` if there is one. */
export function stepLine({ title, outcome, drift, seconds, note, error }: Result): object {
  return {
    event: 'step',
    title,
    outcome,
    fields: drift.map(({ field }) => field),
    seconds: Math.round(seconds * 1000) / 1000,
    ...(note && { note: inEnglish(note) }),
    ...(error !== undefined &&
      !isKind(error, 'NotStarted') && {
        error: errorText(error),
        ...(error instanceof Problem && { next: error.next.en }),
      }),
  };
}
