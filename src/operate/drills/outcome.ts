// The table at the end of drills: a row for each alarm that went to ALARM, with the seconds of each change.
// The seconds of signal, alarm and mail begin at the breaking, those of "back" at the repair.

import type { Text } from '../../engine/text.ts';
import { signalsOf } from '../../patterns/alarms/row.ts';
import { spoken } from '../../screen/language.ts';
import type { Played } from './play.ts';

/** Printed above the table. */
export const OUTCOME: Text = {
  en: 'Seconds from the breaking to the signal beyond its threshold, the alarm, its mail; from the mending back:',
  pt: 'Segundos da quebra até o sinal passar do limite, o alarme, seu e-mail; e do conserto até a volta:',
};

const HEADS: readonly Text[] = [
  { en: 'point', pt: 'ponto' },
  { en: 'drill', pt: 'exercício' },
  { en: 'signal', pt: 'sinal' },
  { en: 'alarm', pt: 'alarme' },
  { en: 'beyond', pt: 'além' },
  { en: 'rang', pt: 'tocou' },
  { en: 'mail', pt: 'e-mail' },
  { en: 'back', pt: 'volta' },
];

/** As much of what was played as the table shows. */
interface Shown extends Pick<Played, 'rung'> {
  readonly drill: Pick<Played['drill'], 'name' | 'point'>;
}

/** Rows of a table, the headings first. It fits into 120 columns. */
export function outcome(played: readonly Shown[]): string[][] {
  const seconds = (value: number) => value.toFixed(1);
  return [
    HEADS.map(spoken),
    ...played.flatMap(({ drill, rung }) =>
      rung.map(({ row, signal, alarm, mail, back }) => {
        const [metric, ...more] = new Set(signalsOf(row).map((one) => one.metric));
        return [
          ...[String(drill.point.number), drill.name, `${metric}${more.length ? ' …' : ''}`, row.name],
          ...[signal, alarm, Math.max(0, mail), back].map(seconds),
        ];
      }),
    ),
  ];
}
