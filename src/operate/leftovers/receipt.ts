// The receipt: an independent look says that nothing is left, where, and when; or names what is.
// Notice: listings are late. SQS lists a deleted queue for up to 60 s (SQS API reference, DeleteQueue), so what
// is left is looked at again before it is called left. SNS lists a subscription for hours longer than its topic: nobody waits
// for that, and it is told apart (`stays`).

import type { Owned } from '../../aws/clients.ts';
import { Problem } from '../../engine/problems.ts';
import { type Context, duration, until } from '../../engine/wait.ts';
import { findLeftovers, type Leftover } from './find.ts';

/** Seconds that a listing may be late. */
const LAG = 90;

/** Services that were looked at, in the words of the receipt. */
const LOOKED_AT =
  'VPC, subnets, security groups, endpoints, network interfaces, caches, cache subnet groups, buckets, queues, topics, subscriptions, functions, mappings, log groups, roles, their boundary, alarms, dashboards, saved queries';

/** Looks until nothing is left, or until listings cannot be late any more. */
export function lookAgain(cloud: Owned, stack: string, ctx: Context): Promise<Leftover[]> {
  return until(ctx, 'looking again', LAG + 10, async (waited) => {
    const there = await findLeftovers(cloud, stack);
    const left = there.filter(counts);
    if (left.length && waited < LAG)
      ctx.tell(`still listed: ${list(left)}, ${duration(waited)} of at most ${duration(LAG)}`);
    return left.length && waited < LAG ? undefined : there;
  });
}

/** Is it a leftover? */
export const counts = ({ stays }: Leftover): boolean => !stays;

/**
 * @param named have the things that are left been shown already? Then they are only counted
 * @throws Problem that names everything that is left
 */
export function receipt(
  { account, region }: Owned,
  stack: string,
  there: readonly Leftover[],
  now = new Date(),
  named = false,
): string {
  const where = `account ${account}, ${region}`;
  const left = there.filter(counts);
  if (!left.length)
    return [
      `Receipt, ${now.toISOString()}: nothing of ${stack} is left in ${where}.`,
      ...there.map(({ service, name, stays }) => `${service} ${name} stays: ${stays}.`),
      `Looked at: ${LOOKED_AT}.`,
    ].join('\n');
  throw new Problem(
    `${left.length === 1 ? '1 thing' : `${left.length} things`} of ${stack} left in ${where}${named ? '' : `: ${list(left)}`}.`,
    {
      next: 'npm run down takes away what it can; what AWS is still deleting goes by itself: npm run leftovers looks again.',
    },
  );
}

const list = (left: readonly Leftover[]) =>
  left.map(({ service, name, why }) => `${service} ${name}${why ? ` (${why})` : ''}`).join(', ');
