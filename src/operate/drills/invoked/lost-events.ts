// Counts the events that failed for good while there is no failure queue to take them.

import { logEvents } from '../../logs/read.ts';
import type { InvokedSite } from './site.ts';

const REFUSED = 'a drill refused ';
/** How often Lambda calls a function with one event: once, and two retries (src/patterns/bucket-to-function/parts.ts). */
const TRIES = 3;

/** A handler that names the event which it refuses. */
export const THROWS = `async ({ Records: [{ s3 }] }) => {
  console.log('${REFUSED}' + s3.object.key + '.');
  throw new RangeError('a drill');
}`;

const NAMED = new RegExp(`${REFUSED}(\\S+)\\.`);

/** @returns a function that notes each event that was refused three times since this call, once */
export function lostEvents({ cloud, functionName, on, note, signal }: InvokedSite): () => Promise<void> {
  const from = Date.now();
  const lost = new Set<string>();
  return async () => {
    const tries = new Map<string, number>();
    for await (const { text } of logEvents(cloud, `/aws/lambda/${functionName}`, { from, signal })) {
      const [, key] = NAMED.exec(text) ?? [];
      if (key) tries.set(key, (tries.get(key) ?? 0) + 1);
    }
    for (const [key, times] of tries) {
      if (times < TRIES || lost.has(key)) continue;
      lost.add(key);
      note(on.lost, 1);
    }
  };
}
