// Waiting for what becomes of uploaded files: a record, an item, a result.

import type { Wording } from '../../engine/text.ts';
import { until, wallClock } from '../../engine/wait.ts';

export interface Patience {
  /** Seconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

export interface Waited<T> {
  /** In the order of the keys. */
  readonly found: readonly T[];
  /** Keys that had nothing in time. */
  readonly missing: readonly string[];
}

/**
 * Asks until each key has what we wait for, or patience ends.
 * @param what { en: "waiting for records", … }
 * @param look at keys that had nothing until now: pairs of a key and what it has
 */
export function waitForEach<T>(
  what: Wording,
  keys: readonly string[],
  { patience, signal }: Patience,
  look: (keys: readonly string[]) => Promise<Iterable<readonly [key: string, found: T]>>,
): Promise<Waited<T>> {
  const wanted = [...new Set(keys)];
  const found = new Map<string, T>();
  return until(wallClock(signal), what, patience, async (waited) => {
    for (const [key, one] of await look(wanted.filter((key) => !found.has(key)))) found.set(key, one);
    const missing = wanted.filter((key) => !found.has(key));
    if (missing.length && waited < patience) return undefined;
    return { missing, found: wanted.flatMap((key) => found.get(key) ?? []) };
  });
}

/** Looks at one key after the other. */
export const oneByOne =
  <T>(look: (key: string) => Promise<T | undefined>) =>
  async (keys: readonly string[]): Promise<(readonly [string, T])[]> => {
    const pairs: (readonly [string, T])[] = [];
    for (const key of keys) {
      const found = await look(key);
      if (found !== undefined) pairs.push([key, found]);
    }
    return pairs;
  };
