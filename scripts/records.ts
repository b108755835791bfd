// npm run records [-- --wait KEY…]: what a system has recorded of each file, the newest first.

import { command } from '../src/cli/command.ts';
import { Problem, UsageProblem } from '../src/engine/problems.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { printable, table } from '../src/screen/table.ts';
import { seconds } from '../src/settings/numbers.ts';

const USAGE = `Usage: npm run records -- [flags]
Shows what was recorded of each file: its name, the result, when, and how that ended.
  --wait KEY…  wait until each of these files has its record, and show only them
  --timeout s  for at most so many seconds (120)`;

const FLAGS = { wait: { type: 'boolean', default: false }, timeout: { type: 'string', default: '120' } } as const;

const line = { usage: USAGE, flags: FLAGS, words: true, needs: 'records', prepare: wish } as const;

await command(line, async ({ cloud, configured, ability: source, flags, words, ...session }, patience) => {
  const { say, print, signal } = session;
  const { records, missing } = flags.wait
    ? await source.wait(cloud, words, { patience, signal })
    : { records: await source.list(cloud), missing: [] };
  for (const record of records) print(record.line);
  if (records.length) for (const text of table([source.heads, ...records.map(({ row }) => row)])) say(text);
  const reconcile = configured.abilities.reconcile ? `, or run ${nextCommand(cloud, 'reconcile')}` : '';
  if (missing.length)
    throw new Problem(`No record of ${missing.map((key) => printable(key)).join(', ')} after ${patience} s.`, {
      next: `${nextCommand(cloud, 'status')} shows whether messages wait or have failed; then wait again${reconcile}.`,
    });
  if (!records.length) say(`${source.none} Try:  ${nextCommand(cloud, 'upload')}`);
});

/** Seconds to wait. @throws UsageProblem when names and --wait do not go together */
function wish({ wait, timeout }: { wait: boolean; timeout: string }, keys: readonly string[]): number {
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
