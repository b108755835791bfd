/**
 * Stopping in time: a function that runs into its time-out loses the answers of the whole batch.
 *
 * Notice the two ways it speaks: `check` before something new is begun, `signal` to end what is under way. Both make
 * the message fail by itself, while its neighbours that are done stay done. Mails may begin a little longer than counts.
 */

import { setMaxListeners } from 'node:events';

/** Enough to ask for the mail slot (3 s at worst), and for one mail. */
export const MARGIN_MS = 10_000;
/** Enough to publish (3.5 s at worst), note it in the cache (3 s), and answer. */
const MAIL_MARGIN_MS = 7_000;

export interface Deadline {
  /** Aborted when time is short. */
  signal: AbortSignal;
  /** Throws when time is short. */
  check(): void;
  /** Throws when it is too late for one more mail. */
  checkForMail(): void;
  /** Call when done: a timer left behind would wake the next invocation. */
  clear(): void;
}

/** @param remaining milliseconds until the time-out, as `context.getRemainingTimeInMillis` tells them */
export function deadline(remaining: () => number): Deadline {
  const total = remaining();
  // A short function still spends most of its time on work.
  const margin = Math.min(MARGIN_MS, total / 3);
  const mailMargin = Math.min(MAIL_MARGIN_MS, total / 4);
  const stop = new AbortController();
  setMaxListeners(0, stop.signal); // a batch of reads listens, and Node would warn of more than ten
  const timer = setTimeout(expire, total - margin);

  function expire() {
    stop.abort(new Error('The time of this invocation is running out: the rest comes back.'));
  }

  return {
    signal: stop.signal,
    check() {
      if (remaining() <= margin) expire();
      stop.signal.throwIfAborted();
    },
    checkForMail() {
      if (remaining() <= mailMargin)
        throw new Error('The time of this invocation is running out: what waits goes into a later mail.');
    },
    clear() {
      clearTimeout(timer);
    },
  };
}
