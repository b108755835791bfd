// Tries again what ends by itself: no answer, a server that is busy. While there is no connection it waits for one.

import { passes } from '../api.ts';
import { PutFailed } from './put.ts';

/** Seconds before the next try. After the last one the error is thrown. */
const PAUSES = [0.5, 1, 2, 4, 8];

/** S3: somebody else writes the same key at this moment; try again (S3 user guide, "Conditional writes"). */
const BUSY = ['ConditionalRequestConflict', 'SlowDown', 'RequestTimeout', 'OperationAborted'];

const mayPass = (error: unknown): boolean =>
  passes(error) ||
  (error instanceof PutFailed && (error.status === 0 || error.status >= 500 || BUSY.includes(error.code)));

/** @param again is called before each new try */
export async function patiently<T>(attempt: () => Promise<T>, again: () => void): Promise<T> {
  for (let tries = 0; ; ) {
    try {
      return await attempt();
    } catch (error) {
      const pause = PAUSES[tries];
      if (!mayPass(error) || pause === undefined) throw error;
      again();
      const asked = passes(error) ? error.retryAfter : 0;
      await new Promise((done) => setTimeout(done, Math.max(pause, asked) * 1000));
      if (navigator.onLine) tries += 1;
      else await new Promise((done) => window.addEventListener('online', done, { once: true }));
    }
  }
}
