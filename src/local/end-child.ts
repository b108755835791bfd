// Ends a child process: asks it first, and kills it when it does not end in time.

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

export interface Ending {
  /** The signal by which its program saves what it holds and ends. */
  readonly ask: NodeJS.Signals;
  /** Milliseconds. */
  readonly patience: number;
  /** Called before it is killed. */
  readonly late?: () => void;
}

/** Returns when it is gone; at once when it has ended before, or never started. */
export async function endChild(child: ChildProcess, { ask, patience, late }: Ending): Promise<void> {
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  if (child.pid === undefined || isGone()) return;
  const gone = once(child, 'exit');
  child.kill(ask);
  await Promise.race([gone, pause(patience, undefined, { ref: false })]);
  if (isGone()) return;
  late?.();
  child.kill('SIGKILL');
  await gone;
}
