// How many messages the two queues hold, asked at most once a second. SQS bills each question.

import type { Owned } from '../../../aws/clients.ts';
import { depthOf, type Waiting } from '../../../operate/dead-letters/depth.ts';
import { keptAnswer } from '../../../runtime/kept-answer.ts';

export type Depths = () => Promise<{ readonly queue: Waiting; readonly deadLetters: Waiting }>;

/** Milliseconds for which an answer is used again. */
const FRESH = 1_000;

export const depths = (cloud: Owned, names: { queue: string; deadLetters: string }): Depths =>
  keptAnswer(FRESH, async () => {
    const [queue, deadLetters] = await Promise.all([depthOf(cloud, names.queue), depthOf(cloud, names.deadLetters)]);
    return { queue, deadLetters };
  });
