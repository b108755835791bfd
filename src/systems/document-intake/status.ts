// What `status` tells of the document intake beside its parts: who hears of results, and events that failed.

import type { Owned } from '../../aws/clients.ts';
import { depthIfThere } from '../../operate/dead-letters/depth.ts';
import { emailState, emailText } from '../../operate/subscribers.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import type { Status } from '../abilities.ts';
import { intakeRows } from './alarms/rows.ts';
import { namesOf } from './names.ts';
import type { DocumentIntakeSettings } from './settings.ts';

export const statusIn =
  (settings: DocumentIntakeSettings) =>
  async (cloud: Owned): Promise<Status> => {
    const names = namesOf(cloud, settings);
    const { topic, failures, stack } = names;
    const [email, failed, ringing] = await Promise.all([
      emailState(cloud, cloud.arn('sns', topic)),
      depthIfThere(cloud, failures),
      alarmsInAlarm(cloud, stack, intakeRows(names)).then((rows) => rows.map(({ name }) => name)),
    ]);
    return {
      lines: [
        { name: 'e-mail', text: emailText(cloud, email) },
        { name: 'mail filter', text: settings.INTAKE_MAIL === 'all' ? 'none: every result' : 'rejections only' },
        { name: 'failed events', text: failed ? `${failed.waiting} waiting` : 'not there' },
        { name: 'alarms', text: settings.ALARMS === 'on' ? ringing.join(', ') || 'none rings' : 'off' },
      ],
      fields: { email, mail: settings.INTAKE_MAIL, deadLetters: failed?.waiting ?? 0, ringing },
    };
  };
