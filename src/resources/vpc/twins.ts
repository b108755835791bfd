// Twins: two things of ours with the same name and tags, where there should be one. EC2 makes a second one when a call
// is sent twice, or when two runs of `up` look at the same moment. `down` deletes all of them (engine/step.ts). `up`
// cannot know which one is in use, so it names them.

import type { Drift } from '../../engine/drift.ts';
import { Problem } from '../../engine/problems.ts';
import { inBoth, type Text, type Wording } from '../../engine/text.ts';

const DOWN_THEN_UP: Text = {
  en: 'npm run down, then npm run up',
  pt: 'npm run down, depois npm run up',
};

/**
 * @param twins ids of the others; each is drift
 * @param help what to do
 */
export const twinsDrift = (twins: readonly string[], help: Wording = DOWN_THEN_UP): Drift =>
  twins.length
    ? [
        {
          field: 'twins',
          live: twins,
          wanted: [],
          shown: {
            en: `a twin is there: ${twins.join(', ')} (${inBoth(help).en})`,
            pt: `existe uma cópia: ${twins.join(', ')} (${inBoth(help).pt})`,
          },
        },
      ]
    : [];

/** @throws Problem where there is more than one */
export function refuseTwins(title: string, { id, twins }: { id: string; twins: readonly string[] }): void {
  if (!twins.length) return;
  throw new Problem(
    {
      en: `${title} is there ${twins.length + 1} times, with the same name and tags: ${[id, ...twins].join(', ')}.`,
      pt: `${title} existe ${twins.length + 1} vezes, com o mesmo nome e as mesmas tags: ${[id, ...twins].join(', ')}.`,
    },
    {
      next: {
        en: 'Run npm run down: it takes all of them away. Then run npm run up.',
        pt: 'Rode npm run down: ele remove todos. Depois rode npm run up.',
      },
    },
  );
}
