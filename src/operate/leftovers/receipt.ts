// The receipt: an independent look says that nothing is left, or names it. SQS lists a deleted queue for up to 60 s
// (SQS API reference, DeleteQueue), so we look again before we call a thing left. SNS lists a subscription for hours
// longer than its topic, so we do not wait for that and report it separately (`stays`).

import type { Owned } from '../../aws/clients.ts';
import { type Listed, ownerName } from '../../aws/listing.ts';
import { Problem } from '../../engine/problems.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import { type Context, duration, until } from '../../engine/wait.ts';
import { servicesOf } from '../../resources/services.ts';
import { findLeftovers } from './find.ts';

/** Seconds that a listing may be late. */
const LAG = 90;

/** Looks until nothing is left, or until listings cannot be late. @param parts a system's parts, or its steps */
export function lookAgain(cloud: Owned, parts: object, ctx: Context): Promise<Listed[]> {
  return until(ctx, 'looking again', LAG + 10, async (waited) => {
    const there = await findLeftovers(cloud, parts);
    const left = there.filter(counts);
    if (left.length && waited < LAG)
      ctx.tell(`still listed: ${list(left)}, ${duration(waited)} of at most ${duration(LAG)}`);
    return left.length && waited < LAG ? undefined : there;
  });
}

/** Is it a leftover? */
export const counts = ({ stays }: Listed): boolean => !stays;

/**
 * @param parts a system's parts, or its steps: their services were listed
 * @param named have the leftovers been shown already? Then they are only counted
 * @throws Problem that names everything that is left
 */
export function receipt(
  cloud: Owned,
  parts: object,
  there: readonly Listed[],
  now = new Date(),
  named = false,
): string {
  const [stack, where] = [ownerName(cloud), `account ${cloud.account}, ${cloud.region}`];
  const lookedAt = servicesOf(stepsOf(parts)).flatMap(({ looksAt }) => looksAt);
  const left = there.filter(counts);
  if (!left.length)
    return [
      `Receipt, ${now.toISOString()}: nothing of ${stack} is left in ${where}.`,
      ...there.map(({ service, name, stays }) => `${service} ${name} stays: ${stays}.`),
      `Looked at: ${lookedAt.join(', ')}.`,
    ].join('\n');
  throw new Problem(
    `${left.length === 1 ? '1 thing' : `${left.length} things`} of ${stack} left in ${where}${named ? '' : `: ${list(left)}`}.`,
    {
      next: 'npm run down removes what it can. AWS may still be deleting the rest: npm run leftovers looks again.',
    },
  );
}

const list = (left: readonly Listed[]) =>
  left.map(({ service, name, why }) => `${service} ${name}${why ? ` (${why})` : ''}`).join(', ');
