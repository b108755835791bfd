/**
 * Stopping in time: a function that runs into its time-out loses the answers of the whole batch.
 *
 * Notice the two ways it speaks: `check` before something new is begun, `signal` to end what is under way. Both make
 * the message fail by itself, while its neighbours that are done stay done.
 */

/** Enough to publish (6 s at worst), note it in the cache (3 s), and answer. */
const MARGIN_MS = 9_000;

export interface Deadline {
  /** Aborted when time is short. */
  signal: AbortSignal;
  /** Throws when time is short. */
  check(): void;
  /** Call when done: a timer left behind would wake the next invocation. */
  clear(): void;
}

/** @param remaining milliseconds until the time-out, as `context.getRemainingTimeInMillis` tells them */
export function deadline(remaining: () => number): Deadline {
  const total = remaining();
  const margin = Math.min(MARGIN_MS, total / 3); // a short function still spends most of its time on work
  const stop = new AbortController();
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
    clear() {
      clearTimeout(timer);
    },
  };
}
