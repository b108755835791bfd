// What `status` shows of the line counter besides its parts: queues, records, subscribers, alarms in ALARM.

import type { Owned } from '../../aws/clients.ts';
import { errorWording } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { type Depth, depthIfThere } from '../../operate/dead-letters/depth.ts';
import { NOT_ASKED } from '../../operate/status-lines.ts';
import { emailState, emailText } from '../../operate/subscribers.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import type { Status } from '../abilities.ts';
import { allRows } from './alarms/table.ts';
import { namesOf } from './names.ts';
import { countRecords } from './records.ts';
import type { LineCounterSettings } from './settings.ts';

const ALARMS: Readonly<Record<'on' | 'off', (ring: readonly string[]) => Text>> = {
  on: (ring) =>
    ring.length
      ? {
          en: `${ring.join(', ')}: src/systems/line-counter/alarms/runbook.md says what to do`,
          pt: `${ring.join(', ')}: src/systems/line-counter/alarms/runbook.pt-BR.md diz o que fazer`,
        }
      : { en: 'none rings', pt: 'nenhum tocando' },
  off: () => ({ en: 'off (ALARMS=on, then npm run up)', pt: 'desligados (ALARMS=on, depois npm run up)' }),
};
const NOT_THERE: Text = { en: 'not there', pt: 'não existe' };

export const statusIn =
  (settings: LineCounterSettings) =>
  async (cloud: Owned, complete: boolean): Promise<Status> => {
    const where = namesOf(cloud, settings);
    const [queue, deadLetters, records, email, alarms] = await Promise.all([
      depthIfThere(cloud, where.queue),
      depthIfThere(cloud, where.deadLetters),
      complete ? countRecords(cloud, where).catch(errorWording) : undefined,
      emailState(cloud, cloud.arn('sns', where.topic)),
      alarmsInAlarm(cloud, where.stack, allRows(where)).then((rows) => rows.map(({ name }) => name)),
    ]);
    return {
      lines: [
        { name: { en: 'queue', pt: 'fila' }, text: queue ? depthText(queue) : NOT_THERE },
        { name: DEAD_LETTERS, text: deadLetters ? String(deadLetters.waiting) : NOT_THERE },
        {
          name: { en: 'records', pt: 'registros' },
          text: typeof records === 'number' ? `${records}` : (records ?? NOT_ASKED),
        },
        { name: 'e-mail', text: emailText(cloud, email) },
        { name: { en: 'alarms', pt: 'alarmes' }, text: ALARMS[settings.ALARMS](alarms) },
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

const DEAD_LETTERS: Text = { en: 'dead letters (DLQ)', pt: 'mensagens mortas (DLQ)' };
const depthText = ({ waiting, inFlight }: Depth): Text => ({
  en: `${waiting} waiting, ${inFlight} being worked on`,
  pt: `${waiting} esperando, ${inFlight} em processamento`,
});
