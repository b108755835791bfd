// An error as text for a person.

import pc from 'picocolors';
import { adviceFor } from '../aws/advice.ts';
import { errorText, Interrupted, Problem, StoryFailed } from '../engine/problems.ts';

/** What we were doing, what is wrong, what to do next. */
export function explain(error: unknown): string {
  if (error instanceof StoryFailed) return [...new Set(error.errors.map(explain))].join('\n');
  const next =
    adviceFor(error) ??
    (error instanceof Problem
      ? error.next
      : 'Run the same command again: what is done stays done, and nothing is done twice.');
  const mark = error instanceof Interrupted ? pc.yellow('!') : pc.red('x');
  return `${mark} ${error instanceof Error && error.name === 'LocalCloudError' ? error.message : `${errorText(error)}\n  ${next}`}`;
}
