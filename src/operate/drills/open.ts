// The stage for the drills: it is built new, with a mailbox for the operators' mails, and removed at the end, also
// after an error.

import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import { alarmName } from '../../patterns/alarms/row.ts';
import type { Drill } from './drill.ts';
import { withOperatorsMail } from './operators-mail.ts';
import { type Played, play } from './play.ts';
import type { Site } from './site.ts';

export interface Telling<S extends Site> {
  /** Called before a drill. */
  begins(drill: Drill<S>): void;
  /** Called while it runs. */
  tell(what: string): void;
  ended(played: Played<S>): void;
  failed(drill: Drill<S>, error: unknown): void;
}

/** Plays the drills one after the other. A failed drill does not stop the next one. @returns those that succeeded */
export async function playAll<S extends Site>(
  site: S,
  drills: readonly Drill<S>[],
  telling: Telling<S>,
): Promise<Played<S>[]> {
  const now = () => performance.now() / 1000;
  const played: Played<S>[] = [];
  const fresh = async () => {
    await site.down(); // removes what a killed or failed drill left
    await site.up();
    await quiet(site);
  };
  try {
    await fresh();
    for (const [index, drill] of drills.entries()) {
      if (site.signal.aborted) break;
      telling.begins(drill);
      try {
        // Each drill has its own mailbox, so that it does not see mails of an earlier one.
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
 * The local cloud evaluates an alarm once, at its creation, with numbers of any function. So alarms may be in ALARM now
 * without a reason.
 */
async function quiet({ cloud, names, rows }: Site): Promise<void> {
  if (!cloud.local) return;
  for (const row of await alarmsInAlarm(cloud, names.stack, rows))
    await cloud.cloudwatch.send(
      new SetAlarmStateCommand({
        AlarmName: alarmName(names, row),
        StateValue: 'OK',
        StateReason: 'Nothing is broken yet',
      }),
    );
}
