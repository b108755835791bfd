// Asks again and again, gently: about every 5 s, never two at once, not while the page is hidden, and less often while the
// server asks for it. Forty pages that were opened at the same moment do not stay in step.

import { passes, Refused } from './api.ts';

export interface Polling {
  start(): void;
  stop(): void;
  /** Asks at once, and goes on from there. */
  now(): void;
}

const LONGEST = 60;

/**
 * @param ask must not be slow; an error that does not pass ends the polling
 * @param tell gets each error, and `undefined` when an answer came after one
 */
export function polling(ask: () => Promise<void>, tell: (error?: Refused) => void, seconds = 5): Polling {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let on = false;
  let asking = false;
  let failing = false;
  let wait = seconds;

  const plan = () => {
    clearTimeout(timer);
    if (on && !document.hidden) timer = setTimeout(turn, wait * (800 + Math.random() * 400));
  };
  const turn = async () => {
    if (asking) return;
    asking = true;
    try {
      await ask();
      wait = seconds;
      if (failing) tell();
      failing = false;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!passes(error)) on = false;
      wait = Math.min(LONGEST, Math.max(wait * 2, error.retryAfter));
      failing = true;
      tell(error);
    } finally {
      asking = false;
      plan();
    }
  };
  const visible = () => (document.hidden ? clearTimeout(timer) : on && void turn());
  document.addEventListener('visibilitychange', visible);
  window.addEventListener('online', visible);
  return {
    start() {
      on = true;
      void turn();
    },
    stop() {
      on = false;
      clearTimeout(timer);
    },
    now() {
      if (on) void turn();
    },
  };
}
