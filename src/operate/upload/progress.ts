// The progress of a large file, on one line.

import type { Text } from '../../engine/text.ts';
import { duration, wallClock } from '../../engine/wait.ts';
import { spoken } from '../../screen/language.ts';
import { statusLine } from '../../screen/status-line.ts';
import { printable } from '../../screen/table.ts';

/** From this size on, in bytes, progress is shown. S3 confirms each part when it arrives. */
const LARGE = 5 * 2 ** 20;
const OF: Text = { en: 'of', pt: 'de' };
const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20);

const leftText = (seconds: number): string =>
  spoken({ en: `, ${duration(seconds)} left`, pt: `, faltam ${duration(seconds, 'pt')}` });

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
      const left = loaded < of && loaded > before ? leftText((of - loaded) * perByte) : '';
      line.show(`  ${printable(key)}  ${mebibytes(loaded)} ${spoken(OF)} ${mebibytes(of)} MiB${left}`);
    },
    clear: line.clear,
  };
}
