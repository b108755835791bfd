// What `status` tells of the document intake beside its parts: who hears of results, and events that failed.

import type { Owned } from '../../aws/clients.ts';
import { depthIfThere } from '../../operate/dead-letters/depth.ts';
import { alarmsLine, failedLine } from '../../operate/status-lines.ts';
import { emailState, emailText } from '../../operate/subscribers.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import type { Status } from '../abilities.ts';
import { intakeRows } from './alarms/rows.ts';
import { namesOf } from './names.ts';
import type { DocumentIntakeSettings } from './settings.ts';

const HEARS = {
  all: { en: 'every result, one mail a second at most', pt: 'cada resultado, no máximo um e-mail por segundo' },
  rejected: { en: 'rejections only, one mail a second at most', pt: 'só rejeições, no máximo um e-mail por segundo' },
};

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
        { name: { en: 'by e-mail', pt: 'por e-mail' }, text: HEARS[settings.INTAKE_MAIL] },
        failedLine(failed),
        alarmsLine(settings.ALARMS === 'on', ringing),
      ],
      fields: { email, mail: settings.INTAKE_MAIL, deadLetters: failed?.waiting ?? 0, ringing },
    };
  };
