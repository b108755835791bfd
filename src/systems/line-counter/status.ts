// What `status` shows of the line counter besides its parts: queues, records, subscribers, alarms in ALARM.

import type { Owned } from '../../aws/clients.ts';
import { errorText } from '../../engine/problems.ts';
import { type Depth, depthIfThere } from '../../operate/dead-letters/depth.ts';
import { emailState, emailText } from '../../operate/subscribers.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import type { Status } from '../abilities.ts';
import { allRows } from './alarms/table.ts';
import { namesOf } from './names.ts';
import { countRecords } from './records.ts';
import type { LineCounterSettings } from './settings.ts';

const ALARMS = {
  on: (ring: readonly string[]) =>
    ring.length ? `${ring.join(', ')}: src/systems/line-counter/alarms/runbook.md says what to do` : 'none rings',
  off: () => 'off (ALARMS=on, then npm run up)',
};

export const statusIn =
  (settings: LineCounterSettings) =>
  async (cloud: Owned, complete: boolean): Promise<Status> => {
    const where = namesOf(cloud, settings);
    const [queue, deadLetters, records, email, alarms] = await Promise.all([
      depthIfThere(cloud, where.queue),
      depthIfThere(cloud, where.deadLetters),
      complete ? countRecords(cloud, where).catch((error: unknown) => errorText(error)) : undefined,
      emailState(cloud, cloud.arn('sns', where.topic)),
      alarmsInAlarm(cloud, where.stack, allRows(where)).then((rows) => rows.map(({ name }) => name)),
    ]);
    return {
      lines: [
        { name: 'queue', text: queue ? `${queue.waiting} waiting, ${queue.inFlight} being worked on` : 'not there' },
        { name: 'dead letters', text: String(deadLetters?.waiting ?? 'not there') },
        { name: 'records', text: String(records ?? 'not asked: a part is missing') },
        { name: 'e-mail', text: emailText(cloud, email) },
        { name: 'alarms', text: ALARMS[settings.ALARMS](alarms) },
      ],
      fields: {
        queue: numbers(queue),
        deadLetters: deadLetters?.waiting ?? 0,
        records: typeof records === 'number' ? records : null,
        email,
        ringing: alarms,
      },
    };
  };

const numbers = ({ waiting = 0, inFlight = 0 }: Partial<Depth> = {}) => ({ waiting, inFlight });
