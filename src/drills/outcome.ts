// What drills end with: a row for each alarm that rang, with the seconds of each turn.
// Notice what is counted from where: signal, alarm and mail from the breaking, "back" from the mending.

import { POINTS, signalsOf } from '../stacks/watch/row.ts';
import type { Played } from './play.ts';

/** Rows of a table, the first its heads. */
export function outcome(played: readonly Pick<Played, 'drill' | 'rung'>[]): string[][] {
  const seconds = (value: number) => value.toFixed(1);
  return [
    ['point', 'drill', 'signal', 'beyond after s', 'alarm', 'rang after s', 'mail after s', 'back after s'],
    ...played.flatMap(({ drill, rung }) =>
      rung.map(({ row, signal, alarm, mail, back }) => [
        `${row.point} ${POINTS[row.point].en}`,
        drill.name,
        [...new Set(signalsOf(row).map(({ metric }) => metric))].slice(0, 2).join(', '),
        seconds(signal),
        row.name,
        seconds(alarm),
        seconds(Math.max(0, mail)),
        seconds(back),
      ]),
    ),
  ];
}
