// What the alarms of a system say about themselves, when the system is a way from one place to another.

import type { Text } from '../../engine/text.ts';
import type { AlarmWords } from './alarm-table.ts';

interface Way extends Pick<AlarmWords, 'operators' | 'intro'> {
  /** The first words of a mail that tells of something broken. */
  readonly broken: Text;
  /** "from S3 to the item" */
  readonly way: Text;
  /** Why operators have their own topic. */
  readonly whyTopic: Text;
  readonly dashboard: AlarmWords['about']['dashboard'];
}

export const wayWords = ({ broken, way, whyTopic, operators, intro, dashboard }: Way): AlarmWords => ({
  severities: { broken, warning: { en: 'Warning', pt: 'Aviso' } },
  operators,
  intro,
  about: {
    topic: {
      what: {
        en: 'Alarms are published there, for operators.',
        pt: 'Nele se publicam os alarmes, para os operadores.',
      },
      why: whyTopic,
    },
    dashboard,
    alarm: ({ point }) => ({
      en: `Critical point ${point.number} on the way ${way.en}.`,
      pt: `Ponto crítico ${point.number} no caminho ${way.pt}.`,
    }),
  },
});
