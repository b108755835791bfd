// Stops in time, because a function that reaches its time-out loses the answers of the whole batch. `check` comes
// before new work. `signal` ends running work. Both make only their own message fail: finished messages stay finished.
// A mail may start a little later than a count.

import { setMaxListeners } from 'node:events';

/** Enough to ask for the mail slot (3 s at worst), and for one mail. */
export const MARGIN_MS = 10_000;
/** Enough to publish (3.5 s at worst), to note it in the cache (3 s), and to answer. */
const MAIL_MARGIN_MS = 7_000;

export interface Deadline {
  /** Aborted when little time is left. */
  signal: AbortSignal;
  /** Throws when little time is left. */
  check(): void;
  /** Throws when it is too late for one more mail. */
  checkForMail(): void;
  /** Call it at the end, because a timer that is left would fire in the next invocation. */
  clear(): void;
}

/** @param remaining milliseconds until the time-out, from `context.getRemainingTimeInMillis` */
export function deadline(remaining: () => number): Deadline {
  const total = remaining();
  // A function with a short time-out still uses most of its time for work.
  const margin = Math.min(MARGIN_MS, total / 3);
  const mailMargin = Math.min(MAIL_MARGIN_MS, total / 4);
  const stop = new AbortController();
  setMaxListeners(0, stop.signal); // all reads of a batch listen, and Node warns from eleven on
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
