// An error as text for a person.

import pc from 'picocolors';
import { adviceFor } from '../aws/advice.ts';
import { errorWording, Interrupted, Problem, RUN_AGAIN, StoryFailed } from '../engine/problems.ts';
import { LocalCloudError } from '../local/problem.ts';
import { spoken } from './language.ts';

/** What we were doing, what is wrong, what to do next. */
export function explain(error: unknown): string {
  if (error instanceof StoryFailed) return [...new Set(error.errors.map(explain))].join('\n');
  const next = adviceFor(error) ?? (error instanceof Problem ? error.next : RUN_AGAIN);
  const mark = error instanceof Interrupted ? pc.yellow('!') : pc.red('x');
  return `${mark} ${error instanceof LocalCloudError ? spoken(error.text) : `${spoken(errorWording(error))}\n  ${spoken(next)}`}`;
}
