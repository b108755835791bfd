// Creating what EC2 makes a second time when it is asked twice: a VPC, an internet gateway, a route table.
// The SDK must not repeat such a call by itself (`ec2Once`), and we look again before each one.

import type { Owned } from '../../aws/clients.ts';
import { type Context, type RetryableError, retryOn } from '../../engine/wait.ts';
import { throttled } from './ec2-errors.ts';

/** Seconds after which a tag filter finds what was just made (EC2 is eventually consistent). */
const TAG_LAG = 5;
/** The same when we know that one may have been made, because our own call was not answered. */
const LONG_TAG_LAG = 30;

/** @param find is it there? */
export function makeOnce(cloud: Owned, find: () => Promise<boolean>) {
  let unanswered = false;
  /** @param passing refusals that pass; what was refused was not carried out, so it may be sent again */
  return async (ctx: Context, make: () => Promise<unknown>, passing: RetryableError[] = []): Promise<void> => {
    if (!cloud.local) {
      await ctx.pause(unanswered ? LONG_TAG_LAG : TAG_LAG);
      if (await find()) return;
    }
    unanswered = true;
    await retryOn(ctx, [throttled, ...passing], make);
    unanswered = false;
  };
}
