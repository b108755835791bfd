// Twins: two things of ours with the same name and tags, where there should be one. EC2 makes a second one when a call
// is sent twice, or when two runs of `up` look at the same moment. `down` deletes all of them (engine/step.ts). `up`
// cannot know which one is in use, so it names them.

import type { Drift } from '../../engine/drift.ts';
import { Problem } from '../../engine/problems.ts';

/**
 * @param twins ids of the others; each is drift
 * @param help what to do
 */
export const twinsDrift = (twins: readonly string[], help = 'npm run down, then npm run up'): Drift =>
  twins.length
    ? [
        {
          field: 'twins',
          live: twins,
          wanted: [],
          shown: `a twin is there: ${twins.join(', ')} (${help})`,
        },
      ]
    : [];

/** @throws Problem where there is more than one */
export function refuseTwins(title: string, { id, twins }: { id: string; twins: readonly string[] }): void {
  if (!twins.length) return;
  throw new Problem(
    `${title} is there ${twins.length + 1} times, with the same name and tags: ${[id, ...twins].join(', ')}.`,
    { next: 'Run npm run down: it takes all of them away. Then run npm run up.' },
  );
}
