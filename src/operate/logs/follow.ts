// Several logs as one, in the order of time, and new lines when followed. Polling is free. CloudWatch's live tail costs
// money each minute, and above 500 lines a second it shows a sample (CloudWatch Logs API reference, StartLiveTail).
// A line may arrive late, so each look goes back some time, and the ids of shown lines are kept.

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

/** Milliseconds by which a line may arrive late; usually it is seconds. */
const LATE = 120_000;
/** Seconds between two looks. */
const PACE = 2;

/** Shows the lines that exist now. Returns their ids, with the time of each. */
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

/** Goes on until Ctrl-C, then throws Interrupted. */
export async function followLogs(cloud: Owned, wanted: Following, clock: Clock): Promise<never> {
  let known = await showLogs(cloud, wanted);
  while (true) {
    await clock.pause(PACE);
    const from = Math.max(wanted.from, Date.now() - LATE);
    // The ids of one look are enough, because every look covers more than the next one.
    const seen = await showLogs(cloud, { ...wanted, from }, known);
    known = new Map([...known, ...seen].filter(([, time]) => time >= from));
  }
}
