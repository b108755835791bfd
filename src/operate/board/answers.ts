// What the board's page asks, answered from the cloud: the same questions as those of the page of a system.

import type { Owned } from '../../aws/clients.ts';
import type { Flow, Me } from '../../page/contract.ts';
import { Refused } from '../../page/refused.ts';
import type { Drawing } from '../../patterns/flow/flow.ts';
import { keptAnswer } from '../../runtime/kept-answer.ts';
import type { Abilities } from '../../systems/abilities.ts';
import { move } from '../dead-letters/move.ts';
import { flowNow } from '../flow/flow-now.ts';
import { recentKeys } from './recent.ts';
import type { Answers } from './server.ts';

/** What the system can do, as far as the board uses it. */
export type Its = Awaited<ReturnType<typeof itsOf>>;

export const itsOf = async ({ upload, records, deadLetters, way }: Abilities) => ({
  upload: await upload?.(),
  records: await records?.(),
  deadLetters: await deadLetters?.(),
  way: await way?.(),
});

/** Milliseconds for which numbers are not asked again, however many windows are open. */
const FRESH = 2_000;
/** A board is open for a day at most. */
const DAY = 24 * 3600 * 1000;

export function boardAnswers(cloud: Owned, drawing: Drawing, its: Its, signal: AbortSignal): Answers {
  const since = Date.now();
  const flow = keptAnswer(FRESH, async (): Promise<Flow> => {
    const count = its.records?.count;
    const now = await flowNow(cloud, drawing, { records: count && (() => count(cloud)) });
    const { upload } = its;
    const recent = upload && its.way ? await recentKeys(cloud, upload(cloud), since, upload.datasets?.root) : [];
    return { ...now, recent };
  });
  return {
    'GET api/me': async (): Promise<Me> => ({
      ...{ name: 'npm run board', role: 'operator', expires: new Date(since + DAY).toISOString() },
      ...{ stack: drawing.stack, region: cloud.region, local: cloud.local, tabs: ['flow'] },
      ...{ bucketOrigin: '', partBytes: 0, largestFile: 0 },
    }),
    'GET api/flow': flow,
    'GET api/flow/trace': async (query) => {
      if (!its.way) throw new Refused('not-found', `${drawing.system} does not say where a file is.`);
      return { steps: await its.way(cloud, query.get('key') ?? '', signal) };
    },
    'POST api/redrive': async () => {
      if (!its.deadLetters) throw new Refused('not-found', `${drawing.system} has no dead letters.`);
      const { from, to } = its.deadLetters(cloud);
      const { moved } = await move(cloud, { from, to, signal, progress() {}, say() {} });
      return { moved };
    },
  };
}
