// npm run records [-- --wait KEY…]: what a system has recorded of each file, the newest first.

import { command } from '../src/cli/command.ts';
import { Problem, UsageProblem } from '../src/engine/problems.ts';
import type { RecordWish } from '../src/operate/records/source.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { printable, table } from '../src/screen/table.ts';
import { seconds } from '../src/settings/numbers.ts';

const USAGE = `Usage: npm run records -- [flags]
Shows what was recorded of each file: its name, the result, when, and how that ended.
  --wait KEY…  wait until each of these files has its record, and show only them
  --timeout s  for at most so many seconds (120)
  --file KEY   only those of this file: in the audit log its whole history
  --day D      only those of that day, YYYY-MM-DD in UTC
  --failures   only those that did not end well`;

const FLAGS = {
  wait: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '120' },
  file: { type: 'string' },
  day: { type: 'string' },
  failures: { type: 'boolean', default: false },
} as const;

const line = { usage: USAGE, flags: FLAGS, words: true, needs: 'records', prepare: wish } as const;

await command(line, async ({ cloud, configured, ability: source, flags, words, ...session }, patience) => {
  const { say, print, signal } = session;
  const { records: all, missing } = flags.wait
    ? await source.wait(cloud, words, { patience, signal })
    : { records: await source.list(cloud, flags), missing: [] };
  const records = all.filter(({ line }) => isWanted(line as Told, flags));
  for (const record of records) print(record.line);
  if (records.length) for (const text of table([source.heads, ...records.map(({ row }) => row)])) say(text);
  const reconcile = configured.abilities.reconcile ? `, or run ${nextCommand(cloud, 'reconcile')}` : '';
  if (missing.length)
    throw new Problem(`No record of ${missing.map((key) => printable(key)).join(', ')} after ${patience} s.`, {
      next: `${nextCommand(cloud, 'status')} shows whether messages wait or have failed; then wait again${reconcile}.`,
    });
  if (!all.length && !flags.day && flags.file === undefined)
    say(`${source.none} Try:  ${nextCommand(cloud, 'upload')}`);
  else if (!records.length) say('There is no such record.');
});

/** What every record has. */
interface Told {
  readonly key: string;
  readonly at: string;
  readonly status: string;
}

function isWanted({ key, at, status }: Told, { file, day, failures }: RecordWish): boolean {
  const isOfFile = file === undefined || key === file;
  return isOfFile && (!day || at.startsWith(day)) && (!failures || /^(fail|reject)/.test(status));
}

/** Seconds to wait. @throws UsageProblem when names and --wait do not go together */
function wish(
  { wait, timeout, day }: { wait: boolean; timeout: string; day?: string | undefined },
  keys: readonly string[],
): number {
  if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(day))
    throw new UsageProblem(`--day ${printable(day)} is not a day.`, { next: 'For example: --day 2026-03-07' });
  if (wait && !keys.length)
    throw new UsageProblem('--wait needs the name of at least one file.', {
      next: 'For example: npm run records -- --wait lancamentos.txt',
    });
  if (!wait && keys.length)
    throw new UsageProblem(`${keys.map((key) => printable(key)).join(', ')} means nothing without --wait.`, {
      next: `To wait for it: npm run records -- --wait ${keys.map((key) => printable(key)).join(' ')}`,
    });
  return seconds('timeout', timeout);
}
