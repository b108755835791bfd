// Ctrl-C: the first press lets running work finish, the second ends the process at once.
// Notice: one press may arrive as several signals: the terminal sends one to every process in front, and npm one more.

import { setMaxListeners } from 'node:events';
import type { Text } from '../engine/text.ts';

/** The exit code after Ctrl-C: 128 and the number of SIGINT, as in a shell. */
export const STOPPED = 130;
/** Signals within this many milliseconds are one press. */
const ONE_PRESS = 500;

/** Listens from now on. Listeners that draw on the screen are called first, to make room for the sentence. */
export function interruption(say: (text: Text) => void): AbortSignal {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // every waiting part listens, and Node warns from eleven on
  let pressedAt = 0;
  process.on('SIGINT', () => {
    const now = performance.now();
    if (controller.signal.aborted) {
      if (now - pressedAt >= ONE_PRESS) process.exit(STOPPED);
      return;
    }
    pressedAt = now;
    controller.abort();
    say({
      en: '\nStopping: calls under way are finished, nothing new is started. Ctrl-C again ends at once.',
      pt: '\nParando: as chamadas em andamento terminam, nada novo começa. Ctrl-C de novo encerra na hora.',
    });
  });
  return controller.signal;
}
