// Creates a VPC, an internet gateway or a route table. EC2 makes a second one when it is asked twice. So the SDK must
// not repeat the call by itself (`ec2Once`), and we look again before each call.

import type { Owned } from '../../aws/clients.ts';
import { type Context, type RetryableError, retryOn } from '../../engine/wait.ts';
import { throttled } from './ec2-errors.ts';

/** Seconds after which a tag filter finds what was just made (EC2 is eventually consistent). */
const TAG_LAG = 5;
/** Seconds of the same wait when one may already exist, because our own call got no answer. */
const LONG_TAG_LAG = 30;

/** @param find does it exist? */
export function makeOnce(cloud: Owned, find: () => Promise<boolean>) {
  let unanswered = false;
  /**
   * @param passing refusals that pass; a refused call was not carried out, so it may be sent again
   * @returns the answer of `make`; undefined when it exists already
   */
  return async <Answer>(ctx: Context, make: () => Promise<Answer>, passing: RetryableError[] = []) => {
    if (!cloud.local) {
      await ctx.pause(unanswered ? LONG_TAG_LAG : TAG_LAG);
      if (await find()) return undefined;
    }
    unanswered = true;
    const answer = await retryOn(ctx, [throttled, ...passing], make);
    unanswered = false;
    return answer;
  };
}
