// One line that says how far something long has come: on a terminal it rewrites in place, elsewhere it speaks once in a while.

import { createLogUpdate } from 'log-update';

export interface StatusLine {
  /** The state of things now; empty for nothing. */
  show(text: string): void;
  /** Takes the line off a terminal and gives the cursor back, so that lasting text can be printed, or a question asked. */
  clear(): void;
}

/** Off a terminal, milliseconds between two lines; as the screen of a run has it. */
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
