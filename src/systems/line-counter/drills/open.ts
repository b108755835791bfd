// The stage on which drills are played: built anew, quiet, with the operators' mails heard; taken down however it ends.

import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { alarmsInAlarm } from '../../../patterns/alarms/in-alarm.ts';
import { alarmName } from '../../../patterns/alarms/row.ts';
import { allRows } from '../alarms/table.ts';
import type { Drill } from './drill.ts';
import { withOperatorsMail } from './operators-mail.ts';
import { type Played, play } from './play.ts';
import type { Site } from './site.ts';

export interface Telling {
  /** Before a drill. */
  begins(drill: Drill): void;
  /** While it is played. */
  tell(what: string): void;
  ended(played: Played): void;
  failed(drill: Drill, error: unknown): void;
}

/** Plays the drills one after the other; one that fails does not keep the next from being played. @returns those that ended well */
export async function playAll(site: Site, drills: readonly Drill[], telling: Telling): Promise<Played[]> {
  const now = () => performance.now() / 1000;
  const played: Played[] = [];
  const fresh = async () => {
    await site.down(); // of a drill that was killed, or failed
    await site.up();
    await quiet(site);
  };
  try {
    await fresh();
    for (const [index, drill] of drills.entries()) {
      if (site.signal.aborted) break;
      telling.begins(drill);
      try {
        // A mailbox for each: what an earlier one left in it is nobody's news.
        const one = await withOperatorsMail(site, now, (mails) =>
          play(drill, { site, mails, now, tell: telling.tell }),
        );
        played.push(one);
        telling.ended(one);
      } catch (error) {
        telling.failed(drill, error);
        if (index < drills.length - 1 && !site.signal.aborted) await fresh();
      }
    }
  } finally {
    await site.down();
  }
  return played;
}

/**
 * The local cloud evaluates an alarm once, when it is made, and then on numbers of any function: what rings now rings for
 * nothing.
 */
async function quiet({ cloud, names }: Site): Promise<void> {
  if (!cloud.local) return;
  for (const row of await alarmsInAlarm(cloud, names.stack, allRows(names)))
    await cloud.cloudwatch.send(
      new SetAlarmStateCommand({
        AlarmName: alarmName(names, row),
        StateValue: 'OK',
        StateReason: 'Nothing is broken yet',
      }),
    );
}
