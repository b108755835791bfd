// One line that shows what slow work waits for, and for how long, so that it does not look stopped.

import pc from 'picocolors';
import type { Text } from '../engine/text.ts';
import { duration, wallClock } from '../engine/wait.ts';
import { language, spoken } from './language.ts';
import { statusLine } from './status-line.ts';
import { wrapped } from './wrap.ts';

const LABEL: Text = { en: 'waiting ', pt: 'espera  ' };
/** Milliseconds between two looks at the clock. */
const TICK = 1000;
/** "creating, 3 min 10 s of about 6 min" */
const TELLS_TIME = /\d (s|min)\b/;

/** On a terminal a line that changes, from the first second; elsewhere a new line each 15 s. */
export function waiting(stream: NodeJS.WriteStream) {
  const clock = wallClock();
  let line = statusLine(stream);
  let now = '';
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  const tick = () => {
    const text = TELLS_TIME.test(now) ? now : `${now}, ${duration(Math.round(clock.now() - since), language())}`;
    line.show(wrapped(`  ${pc.dim(`${spoken(LABEL)} ${text}`)}`, stream.isTTY ? stream.columns : undefined, 11));
  };

  return {
    show(what: string): void {
      now = what;
      if (timer) return;
      since = clock.now();
      line = statusLine(stream);
      timer = setInterval(tick, TICK);
    },
    end(): void {
      clearInterval(timer);
      timer = undefined;
      line.clear();
    },
    clear: () => line.clear(),
  };
}
