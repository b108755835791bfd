// The progress of a large file, on one line.

import { duration, wallClock } from '../../engine/wait.ts';
import { statusLine } from '../../screen/status-line.ts';
import { printable } from '../../screen/table.ts';

/** From this size on, in bytes, progress is shown. S3 confirms each part when it arrives. */
const LARGE = 5 * 2 ** 20;
const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20);

/** "  extrato.csv  120 of 2100 MiB, 45 s left" */
export function progressOf(screen: NodeJS.WriteStream) {
  const line = statusLine(screen);
  const clock = wallClock();
  let [now, start, before] = ['', 0, 0];
  return {
    show(key: string, loaded: number, of = 0) {
      if (of <= LARGE) return;
      if (now !== key) [now, start, before] = [key, clock.now(), loaded];
      const perByte = (clock.now() - start) / (loaded - before); // the first part only starts the clock
      const left = loaded < of && loaded > before ? `, ${duration((of - loaded) * perByte)} left` : '';
      line.show(`  ${printable(key)}  ${mebibytes(loaded)} of ${mebibytes(of)} MiB${left}`);
    },
    clear: line.clear,
  };
}
