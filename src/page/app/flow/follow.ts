// Follows the files that were sent last: asks for the trace of each, and moves its dot.

import type { Flow, TraceStep } from '../../contract.ts';
import { type Refused, reader } from '../api.ts';
import { polling } from '../poll.ts';
import { type Dot, dotIn, nodesOf } from './dot.ts';
import type { Drawing } from './draw.ts';

const AT_ONCE = 5;
/** Milliseconds for which a file is followed, and for which a dot stays at the end of its way. */
const FOLLOWED = 180_000;

interface Followed {
  readonly key: string;
  readonly since: number;
  readonly dot: Dot;
  readonly read: (path: string) => Promise<{ steps: TraceStep[] } | undefined>;
}

export interface Following {
  /** @param keys the newest first */
  files(keys: readonly string[], flow: Flow): void;
  show(): void;
  hide(): void;
}

/** @param told is called with each new step of a file */
export function following(
  drawing: Drawing,
  told: (key: string, step: TraceStep) => void,
  failed: (error?: Refused) => void,
): Following {
  const all = new Map<string, Followed>();
  const seen = new Set<string>();
  let flow: Flow | undefined;

  const asking = polling(
    async () => {
      for (const one of all.values()) {
        const answer = await one.read(`api/flow/trace?key=${encodeURIComponent(one.key)}`);
        const step = answer?.steps.at(-1);
        if (answer && step && flow) {
          one.dot.moveTo(nodesOf(answer.steps), flow.edges);
          told(one.key, step);
        }
        if (Date.now() - one.since < FOLLOWED) continue;
        one.dot.remove();
        all.delete(one.key);
      }
      if (!all.size) asking.stop();
    },
    failed,
    2,
  );
  // After the drawing, which listens too.
  window.addEventListener('resize', () =>
    requestAnimationFrame(() => {
      for (const { dot } of all.values()) dot.settle();
    }),
  );
  return {
    files(keys, now) {
      flow = now;
      for (const key of keys.slice(0, AT_ONCE)) {
        if (seen.has(key)) continue;
        seen.add(key);
        all.set(key, { key, since: Date.now(), dot: dotIn(drawing, key, seen.size % AT_ONCE), read: reader() });
      }
      for (const key of [...all.keys()].slice(0, -AT_ONCE)) {
        all.get(key)?.dot.remove();
        all.delete(key);
      }
      if (all.size) asking.start();
    },
    show: () => all.size && asking.start(),
    hide: () => asking.stop(),
  };
}
