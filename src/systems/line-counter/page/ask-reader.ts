// Asks the records reader. Forty open pages ask the same things, and an account may have ten executions in all. So an answer
// is used again for a second, and a cache that is away is not asked for some seconds.

import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { Refused } from '../../../page/refused.ts';
import { keptAnswer } from '../../../runtime/kept-answer.ts';
import type { PageTelemetry } from './telemetry.ts';

/** Milliseconds for which an answer is used again. */
const FRESH = 1_000;
/** Milliseconds before a cache that did not answer is asked again: each question would wait for seconds. */
const AWAY = 5_000;
/** Questions whose answers are kept. */
const KEPT = 20;

/** The records cannot be read now. They are not lost. */
export class CacheAway extends Error {
  override name = 'CacheAway';
}

export type AskReader = <Answer>(question: object) => Promise<Answer>;

export function askReader(
  lambda: Pick<LambdaClient, 'send'>,
  FunctionName: string,
  telemetry: Pick<PageTelemetry, 'away'>,
  now = Date.now,
): AskReader {
  const answers = new Map<string, () => Promise<unknown>>();
  let awayUntil = 0;

  const ask = async (question: string): Promise<unknown> => {
    const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: question }));
    const said = JSON.parse(Payload?.transformToString() || 'null');
    if (!FunctionError) return said;
    const why = String(said?.errorMessage ?? FunctionError);
    if (why.startsWith('"')) throw new Refused('bad-request', why); // the reader names the wrong field
    throw new CacheAway(why);
  };
  const careful = async (question: string) => {
    if (now() < awayUntil) throw new CacheAway('The cache did not answer a moment ago.');
    try {
      return await ask(question);
    } catch (error) {
      if ((error as Error).name === 'TooManyRequestsException')
        throw new Refused('slow-down', 'All functions of this account are busy.', 2);
      if (error instanceof CacheAway) {
        awayUntil = now() + AWAY;
        telemetry.away(error);
      }
      throw error;
    }
  };

  return async <Answer>(asked: object) => {
    const question = JSON.stringify(asked);
    const answer = answers.get(question) ?? keptAnswer(FRESH, () => careful(question), now);
    answers.delete(question); // it is the newest now
    answers.set(question, answer);
    const [oldest] = answers.keys();
    if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
    return answer() as Promise<Answer>;
  };
}

/** `otherwise` while the cache is away. */
export const orAway = <T, O>(answer: Promise<T>, otherwise: O): Promise<T | O> =>
  answer.catch((error: unknown) => {
    if (error instanceof CacheAway) return otherwise;
    throw error;
  });
