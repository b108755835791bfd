// npm run records [-- --wait KEY…]: what the cache remembers, the newest count first.
// Notice: the cache is private in its VPC. We ask a small function inside it, and pay nothing for a way in.

import { command } from '../src/cli/command.ts';
import { Problem, UsageProblem } from '../src/engine/problems.ts';
import { inSameCloud } from '../src/screen/next-command.ts';
import { shown, table } from '../src/screen/table.ts';
import { names } from '../src/systems/line-counter/names.ts';
import type { FileRecord } from '../src/systems/line-counter/record.ts';
import {
  listRecords,
  RECORD_HEADS,
  recordLine,
  recordRow,
  waitForRecords,
} from '../src/systems/line-counter/records.ts';

const USAGE = `Usage: npm run records -- [flags]
Shows every file that was counted: its name, lines, bytes, when, and how that ended.
  --wait KEY…  wait until each of these files has its record, and show only them
  --timeout s  for at most so many seconds (120)`;

const FLAGS = { wait: { type: 'boolean', default: false }, timeout: { type: 'string', default: '120' } } as const;

const line = { usage: USAGE, flags: FLAGS, words: true, prepare: wish };

await command(line, async ({ cloud, settings, flags, words, ...session }, patience) => {
  const { say, print, signal } = session;
  const where = names(cloud, settings);
  const aws = inSameCloud(cloud);

  const { records, missing } = flags.wait
    ? await waitForRecords(cloud, where, words, { patience, signal })
    : { records: await listRecords(cloud, where), missing: [] };
  show(records, say, print);
  if (missing.length)
    throw new Problem(`No record of ${missing.map((key) => shown(key)).join(', ')} after ${patience} s.`, {
      next: `npm run status${aws} shows whether messages wait or have failed; then wait again, or run npm run reconcile${aws}.`,
    });
  if (!records.length) say(`No file has been counted yet. Try:  npm run upload${aws}`);
});

/** Seconds to wait. @throws UsageProblem when names and --wait do not go together */
function wish({ wait, timeout }: { wait: boolean; timeout: string }, keys: readonly string[]): number {
  if (wait && !keys.length)
    throw new UsageProblem('--wait needs the name of at least one file.', {
      next: 'For example: npm run records -- --wait lancamentos.txt',
    });
  if (!wait && keys.length)
    throw new UsageProblem(`${keys.map((key) => shown(key)).join(', ')} means nothing without --wait.`, {
      next: `To wait for it: npm run records -- --wait ${keys.map((key) => shown(key)).join(' ')}`,
    });
  const seconds = /^\d+(\.\d+)?$/.test(timeout) ? Number(timeout) : Number.NaN;
  if (seconds > 0) return seconds;
  throw new UsageProblem(`--timeout ${timeout} is not a number of seconds.`, {
    next: 'Give one, such as --timeout 60.',
  });
}

function show(records: readonly FileRecord[], say: (text: string) => void, print: (object: object) => void): void {
  for (const record of records) print(recordLine(record));
  if (records.length) for (const line of table([RECORD_HEADS, ...records.map(recordRow)])) say(line);
}
