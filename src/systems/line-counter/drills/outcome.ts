// The table at the end of drills: a row for each alarm that went to ALARM, with the seconds of each change.
// The seconds of signal, alarm and mail begin at the breaking, those of "back" at the repair.

import { signalsOf } from '../../../patterns/alarms/row.ts';
import type { Played } from './play.ts';

/** Printed above the table. */
export const OUTCOME =
  'Seconds from the breaking to the signal beyond its threshold, the alarm, its mail; from the mending back:';

/** Rows of a table, the headings first. It fits into 120 columns. */
export function outcome(played: readonly Pick<Played, 'drill' | 'rung'>[]): string[][] {
  const seconds = (value: number) => value.toFixed(1);
  return [
    ['point', 'drill', 'signal', 'alarm', 'beyond', 'rang', 'mail', 'back'],
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
