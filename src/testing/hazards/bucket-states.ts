// Hazard 12: a new bucket is not found for a while; the name of a deleted bucket stays busy; a bucket is "not empty"
// once more after it was emptied; and deleting objects may fail inside an answer of 200.

import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { asked, type Hazard, is, ok } from './wire.ts';

export interface BucketTimes {
  /** Seconds in which a read does not find a new bucket. */
  readonly unseen?: number;
  /** Seconds in which settings of a new bucket are refused. */
  readonly unknown?: number;
  /** Seconds in which the name of a deleted bucket is busy. */
  readonly nameBusy?: number;
  /** Error inside the first answer to DeleteObjects. */
  readonly objectError?: string;
}

export function bucketStates(
  { clock }: HazardContext,
  { unseen = 3, unknown = 10, nameBusy = 600, objectError = 'InternalError' }: BucketTimes = {},
): Hazard {
  let [born, deleted] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [aborted, notEmpty, failing] = [true, true, true];

  return async (call, pass) => {
    if (call.service !== 's3' || is(call, 'ListBuckets')) return pass();
    const bucket = asked(call, 'Bucket');
    const missing = () => refuse(call, 'NoSuchBucket', 'The specified bucket does not exist', 404);
    const busy = () =>
      refuse(
        call,
        'OperationAborted',
        'A conflicting conditional operation is currently in progress against this resource. Please try again.',
        409,
      );
    if (is(call, 'CreateBucket')) {
      if (clock.now() - deleted < nameBusy) return busy();
      const answer = await pass();
      if (answer.status < 300) born = clock.now();
      return answer;
    }
    const age = clock.now() - born;
    if (age < unseen && /^(Head|Get)/.test(call.operation)) return missing();
    if (age < unknown && call.operation.startsWith('Put')) return missing();
    if (call.operation.startsWith('Put') && aborted) {
      aborted = false;
      return busy();
    }
    if (is(call, 'DeleteObjects') && failing) {
      failing = false;
      const key = /<Key>([^<]*)</.exec(call.body)?.[1];
      return ok(
        `<DeleteResult><Error><Key>${key}</Key><Code>${objectError}</Code><Message>We encountered an internal error. Please try again.</Message></Error></DeleteResult>`,
      );
    }
    if (!is(call, 'DeleteBucket')) return pass();
    if (notEmpty) {
      notEmpty = false;
      return refuse(call, 'BucketNotEmpty', `The bucket you tried to delete is not empty: ${bucket}`, 409);
    }
    const answer = await pass();
    if (answer.status < 300) deleted = clock.now();
    return answer;
  };
}
