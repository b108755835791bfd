// Finds files that have no record, because an event or the cache was lost, and has them counted.
// Nothing is uploaded again: the worker gets the event that S3 would have sent.

import { Problem } from '../../../engine/problems.ts';
import { wallClock } from '../../../engine/wait.ts';
import { depthOf, messages } from '../../../operate/dead-letters/depth.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { statusLine } from '../../../screen/status-line.ts';
import { counted, printable } from '../../../screen/table.ts';
import type { Here, ReconcileWish } from '../../abilities.ts';
import { namesOf } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import type { Unrecorded } from './compare.ts';
import { reconcile } from './reconcile.ts';
import { untilQuiet, untilRecorded } from './waiting.ts';

/** Minutes that S3's own event and its message may need. */
const YOUNG = 10;
/** Names on the screen. --json shows all. */
const SHOWN = 20;

export const reconcileIn =
  (settings: LineCounterSettings) =>
  async ({ cloud, say, print, signal, screen }: Here, { plan, wait, patience }: ReconcileWish): Promise<void> => {
    const where = namesOf(cloud, settings);
    const clock = wallClock(signal);
    const line = statusLine(screen);

    const quiet = await untilQuiet(cloud, where.queue, clock, (waiting) =>
      line.show(`  ${messages(waiting)} in the queue: these are counted by themselves`),
    ).finally(line.clear);
    const { url } = await depthOf(cloud, where.queue);

    const sent = new Map<string, string>();
    const young: string[] = [];
    let found = 0;
    const { files, gone } = await reconcile(cloud, {
      ...{ bucket: where.bucket, reader: where.reader, signal },
      queueUrl: plan ? undefined : url,
      before: quiet ? undefined : new Date(Date.now() - YOUNG * 60_000),
      progress: (looked) => line.show(`  ${counted(looked, 'file')} compared, ${found} without a record`),
      found({ key, why, sequencer }: Unrecorded) {
        found += 1;
        if (!plan && wait) sent.set(key, sequencer);
        print({ event: 'reconcile', key, why });
        if (found > SHOWN) return;
        line.clear();
        say(`  ${printable(key)}   ${why}`);
      },
      leftOut: ({ key }) => void young.push(key),
    }).finally(line.clear);
    if (found > SHOWN) say(`  and ${found - SHOWN} more`);

    const waiting = await untilRecorded(cloud, where, sent, {
      ...{ clock, patience },
      progress: (recorded) => line.show(`  recorded   ${recorded} of ${sent.size}`),
    }).finally(line.clear);
    print({
      ...{ event: 'summary', files, unrecorded: found, sent: plan ? 0 : found, young: young.length },
      ...{ recorded: sent.size - waiting.length, notYet: waiting.length, gone },
    });

    const done = waiting.length ? `${found - waiting.length} of ${found}` : `${found}`;
    const fate = plan ? 'to be counted' : !wait ? 'sent to be counted' : 'counted now';
    const rest = young.length ? 'nothing to send' : 'all have their records';
    say(`${found ? '\n' : ''}${counted(files, 'file')} in ${where.bucket}: ${found ? `${done} ${fate}` : rest}.`);
    if (gone) say(`${counted(gone, 'record')} of files that are not there any more: they stay as they are.`);
    if (young.length)
      say(
        `${young.length} younger than ${YOUNG} minutes still wait in the queue; run again:  ${nextCommand(cloud, 'reconcile')}`,
      );
    const missing = plan ? waiting : [...waiting, ...young];
    if (missing.length)
      throw new Problem(`No record yet of ${listed(missing)}.`, {
        next: `${nextCommand(cloud, 'status')} shows whether messages wait or have failed. Then run ${nextCommand(cloud, 'reconcile')} again.`,
      });
  };

function listed(keys: readonly string[]): string {
  const names = keys.slice(0, SHOWN).map((key) => printable(key));
  return `${names.join(', ')}${keys.length > SHOWN ? ` and ${keys.length - SHOWN} more` : ''}`;
}
