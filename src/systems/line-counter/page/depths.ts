// How many messages the two queues hold, asked at most once a second. SQS bills each question.

import type { Owned } from '../../../aws/clients.ts';
import { depthOf, type Waiting } from '../../../operate/dead-letters/depth.ts';

export type Depths = () => Promise<{ readonly queue: Waiting; readonly deadLetters: Waiting }>;

/** Milliseconds for which an answer is used again. */
const FRESH = 1_000;

export function depths(cloud: Owned, names: { queue: string; deadLetters: string }, now = Date.now): Depths {
  let kept: { at: number; answer: ReturnType<Depths> } | undefined;
  const ask: Depths = async () => {
    const [queue, deadLetters] = await Promise.all([depthOf(cloud, names.queue), depthOf(cloud, names.deadLetters)]);
    return { queue, deadLetters };
  };
  return () => {
    if (!kept || now() - kept.at >= FRESH) kept = { at: now(), answer: ask() };
    kept.answer.catch(() => {
      kept = undefined;
    });
    return kept.answer;
  };
}
