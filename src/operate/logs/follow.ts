// Several logs as one, in the order of time; and, when followed, what comes after.
// Notice why polling: CloudWatch's live tail is paid by the minute, and of more than 500 lines a second it shows a sample
// (CloudWatch Logs API reference, StartLiveTail); asking again is free. A line may arrive late, so each look goes back a
// while, and knows by its id what has been shown.

import type { Owned } from '../../aws/clients.ts';
import type { Clock } from '../../engine/wait.ts';
import { readLine } from './line.ts';
import type { LogLine } from './log-line.ts';
import { logEvents } from './read.ts';

export interface Following {
  /** Names of the log groups. */
  readonly logs: readonly string[];
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly signal: AbortSignal;
  readonly show: (line: LogLine, log: string) => void;
}

/** Milliseconds by which a line may arrive late: seconds as a rule. */
const LATE = 120_000;
/** Seconds between two looks. */
const PACE = 2;

/** Shows what is there now. Gives the ids, with the time of each. */
export async function showLogs(
  cloud: Owned,
  { logs, from, signal, show }: Following,
  known: ReadonlyMap<string, number> = new Map(),
): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  const fresh: { line: LogLine; log: string }[] = [];
  for (const log of logs)
    for await (const event of logEvents(cloud, log, { from, signal })) {
      const line = readLine(event);
      const id = `${log} ${line?.id ?? event.id}`;
      if (line && !known.has(id) && !seen.has(id)) fresh.push({ line, log });
      seen.set(id, event.time);
    }
  for (const { line, log } of fresh.sort((one, other) => +one.line.at - +other.line.at)) show(line, log);
  return seen;
}

/** Goes on until Ctrl-C: ends by throwing Interrupted. */
export async function followLogs(cloud: Owned, wanted: Following, clock: Clock): Promise<never> {
  let known = await showLogs(cloud, wanted);
  while (true) {
    await clock.pause(PACE);
    const from = Math.max(wanted.from, Date.now() - LATE);
    // Kept as long as they can come again: every look covers what the next one covers, and more.
    const seen = await showLogs(cloud, { ...wanted, from }, known);
    known = new Map([...known, ...seen].filter(([, time]) => time >= from));
  }
}
