// One line of progress for long work. A terminal rewrites it; elsewhere a new line is written after some time.

import { createLogUpdate } from 'log-update';

export interface StatusLine {
  /** The state now; empty for nothing. */
  show(text: string): void;
  /** Removes the line and shows the cursor again, before other text or a question. */
  clear(): void;
}

/** Milliseconds between two lines when there is no terminal; the same as in a run. */
const HEARTBEAT = 15_000;

export function statusLine(stream: NodeJS.WriteStream, heartbeat = HEARTBEAT): StatusLine {
  const live = stream.isTTY ? createLogUpdate(stream) : undefined;
  let spoke = Date.now();
  return {
    show(text) {
      if (live) return live(text);
      if (!text || Date.now() - spoke < heartbeat) return;
      spoke = Date.now();
      stream.write(`${text}\n`);
    },
    clear() {
      live?.clear();
      live?.done();
    },
  };
}
