// npm run reconcile: files that have no record, because an event was lost or the cache was, are found and counted.
// Notice: the files in S3 are the truth. Nothing is uploaded again; the worker gets the event that S3 would have sent.

import { command } from '../src/cli/command.ts';
import { inSameCloud } from '../src/screen/next-command.ts';
import { Problem, UsageProblem } from '../src/engine/problems.ts';
import { wallClock } from '../src/engine/wait.ts';
import { depthOf, messages } from '../src/operate/dead-letters/depth.ts';
import { statusLine } from '../src/screen/status-line.ts';
import { counted, shown } from '../src/screen/table.ts';
import { names } from '../src/systems/line-counter/names.ts';
import type { Unrecorded } from '../src/systems/line-counter/reconcile/compare.ts';
import { reconcile } from '../src/systems/line-counter/reconcile/reconcile.ts';
import { untilQuiet, untilRecorded } from '../src/systems/line-counter/reconcile/waiting.ts';

const USAGE = `Usage: npm run reconcile -- [flags]
Compares the files in the bucket with the records. A file without a record (its event was lost, or the cache was) is
counted now, and the accountants' mail names it. Safe to repeat.
  --plan       look and compare only: says what would be counted, sends nothing
  --no-wait    do not wait until the files have their records
  --timeout s  stop waiting after so many seconds without a new record (180)`;

const FLAGS = {
  plan: { type: 'boolean', default: false },
  'no-wait': { type: 'boolean', default: false },
  timeout: { type: 'string', default: '180' },
} as const;

/** Minutes that S3's own event may need, and its message, while others wait. */
const YOUNG = 10;
/** Names on the screen; --json tells all. */
const SHOWN = 20;

await command({ usage: USAGE, flags: FLAGS, prepare }, async ({ cloud, settings, flags, ...session }, patience) => {
  const { say, print, signal, screen } = session;
  const where = names(cloud, settings);
  const clock = wallClock(signal);
  const line = statusLine(screen);
  const aws = inSameCloud(cloud);

  const quiet = await untilQuiet(cloud, where.queue, clock, (waiting) =>
    line.show(`  ${messages(waiting)} in the queue: these are counted by themselves`),
  ).finally(line.clear);
  const { url } = await depthOf(cloud, where.queue);

  const sent = new Map<string, string>();
  const young: string[] = [];
  let found = 0;
  const { files, gone } = await reconcile(cloud, {
    ...{ bucket: where.bucket, reader: where.reader, signal },
    queueUrl: flags.plan ? undefined : url,
    before: quiet ? undefined : new Date(Date.now() - YOUNG * 60_000),
    progress: (looked) => line.show(`  ${counted(looked, 'file')} compared, ${found} without a record`),
    found({ key, why, sequencer }: Unrecorded) {
      found += 1;
      if (!flags.plan && !flags['no-wait']) sent.set(key, sequencer);
      print({ event: 'reconcile', key, why });
      if (found > SHOWN) return;
      line.clear();
      say(`  ${shown(key)}   ${why}`);
    },
    leftOut: ({ key }) => void young.push(key),
  }).finally(line.clear);
  if (found > SHOWN) say(`  and ${found - SHOWN} more`);

  const waiting = await untilRecorded(cloud, where, sent, {
    ...{ clock, patience },
    progress: (recorded) => line.show(`  recorded   ${recorded} of ${sent.size}`),
  }).finally(line.clear);
  print({
    ...{ event: 'summary', files, unrecorded: found, sent: flags.plan ? 0 : found, young: young.length },
    ...{ recorded: sent.size - waiting.length, notYet: waiting.length, gone },
  });

  const done = waiting.length ? `${found - waiting.length} of ${found}` : `${found}`;
  const fate = flags.plan ? 'to be counted' : flags['no-wait'] ? 'sent to be counted' : 'counted now';
  const rest = young.length ? 'nothing to send' : 'all have their records';
  say(`${found ? '\n' : ''}${counted(files, 'file')} in ${where.bucket}: ${found ? `${done} ${fate}` : rest}.`);
  if (gone) say(`${counted(gone, 'record')} of files that are not there any more: they stay as they are.`);
  if (young.length)
    say(`${young.length} younger than ${YOUNG} minutes still wait in the queue; run again:  npm run reconcile${aws}`);
  const missing = flags.plan ? waiting : [...waiting, ...young];
  if (missing.length)
    throw new Problem(`No record yet of ${listed(missing)}.`, {
      next: `npm run status${aws} shows whether messages wait or have failed. Then run npm run reconcile${aws} again.`,
    });
});

function listed(keys: readonly string[]): string {
  const named = keys.slice(0, SHOWN).map((key) => shown(key));
  return `${named.join(', ')}${keys.length > SHOWN ? ` and ${keys.length - SHOWN} more` : ''}`;
}

/** Seconds. @throws UsageProblem */
function prepare({ timeout }: { timeout: string }): number {
  const seconds = /^\d+(\.\d+)?$/.test(timeout) ? Number(timeout) : Number.NaN;
  if (seconds > 0) return seconds;
  throw new UsageProblem(`--timeout ${timeout} is not a number of seconds.`, {
    next: 'Give one, such as --timeout 60.',
  });
}
