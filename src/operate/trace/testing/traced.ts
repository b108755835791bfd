// The way of a file, as `trace --json` prints it.

import { expect, vi } from 'vitest';
import { type Ended, linesOf } from '../../../testing/run-command.ts';

/** Asks until each step has its time: the last one stands in the function's log, which may come late. */
export const traced = (trace: () => Promise<Ended>) =>
  vi.waitFor(
    async () => {
      const [way] = linesOf(await trace());
      const steps = way?.steps as { step: string; at?: string }[];
      expect(steps.filter(({ at }) => !at)).toEqual([]);
      return { way, steps: steps.map(({ step }) => step) };
    },
    { timeout: 30_000, interval: 500 },
  );
