// The table at the end of drills: a row for each alarm that went to ALARM, with the seconds of each change.
// The seconds of signal, alarm and mail begin at the breaking, those of "back" at the repair.

import type { Text } from '../../engine/text.ts';
import { tenths } from '../../engine/wait.ts';
import { signalsOf } from '../../patterns/alarms/row.ts';
import { language, spoken } from '../../screen/language.ts';
import { fits, table } from '../../screen/table.ts';
import type { Played } from './play.ts';

/** Printed above the table. */
export const OUTCOME: Text = {
  en: 'Seconds from the breaking until the signal was beyond its limit, the alarm rang, and its mail came. Seconds from the repair until the alarm went back:',
  pt: 'Segundos da quebra até o sinal passar do limite, o alarme tocar e o e-mail dele chegar. Segundos do conserto até o alarme voltar:',
};

const HEADS: readonly Text[] = [
  { en: 'point', pt: 'ponto' },
  { en: 'drill', pt: 'simulado' },
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

/** The table, for a terminal of so many columns. A narrow one does not have the point and the signal. */
export function outcomeTable(played: readonly Shown[], room: number | undefined): string[] {
  const rows = outcome(played);
  const whole = table(rows);
  if (fits(whole, room)) return whole;
  return table(
    rows.map(([, drill = '', , ...more]) => [drill, ...more]),
    room,
  );
}

/** Rows of a table, the headings first. It fits into 120 columns. */
export function outcome(played: readonly Shown[]): string[][] {
  const seconds = (value: number) => tenths(value, language());
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
