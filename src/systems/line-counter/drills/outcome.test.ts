// The table at the end names the point of the drill, also when its alarms belong to another point.

import { expect, test } from 'vitest';
import { outcome } from '../../../operate/drills/outcome.ts';
import { allRows } from '../alarms/table.ts';
import { partNames } from '../names.ts';
import { DRILLS } from './all.ts';

test('one point for each drill', () => {
  const rows = allRows(partNames('ada-drill-line-counter', ''));
  for (const drill of DRILLS) {
    const rung = rows
      .filter(({ name }) => drill.rings.includes(name))
      .map((row) => ({ row, signal: 1, alarm: 2, mail: 3, back: 4 }));
    const [heads, ...told] = outcome([{ drill, rung }]);
    expect(heads).toHaveLength(8);
    expect(told).toHaveLength(drill.rings.length);
    expect(new Set(told.map(([point]) => point))).toEqual(new Set([String(drill.point.number)]));
  }
});
