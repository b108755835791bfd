// Ctrl-C: the first press lets what is under way finish, the second ends at once.
// Notice: one press may come as several signals. The terminal sends one to every process in front, and npm passes its own on.

/** The exit code of what was stopped by Ctrl-C: 128 and the number of SIGINT, as a shell has it. */
export const STOPPED = 130;
/** Signals closer together than this are one press, in milliseconds. */
const ONE_PRESS = 500;

/** Listens from now on. Whoever draws on the screen hears of it first, and makes room for the sentence. */
export function interruption(say: (text: string) => void): AbortSignal {
  const controller = new AbortController();
  let pressedAt = 0;
  process.on('SIGINT', () => {
    const now = performance.now();
    if (controller.signal.aborted) {
      if (now - pressedAt >= ONE_PRESS) process.exit(STOPPED);
      return;
    }
    pressedAt = now;
    controller.abort();
    say('\nStopping: calls under way are finished, nothing new is started. Ctrl-C again ends at once.');
  });
  return controller.signal;
}
