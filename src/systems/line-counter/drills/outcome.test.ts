// The table at the end names the point of the drill, also when its alarms belong to another point.

import { expect, test } from 'vitest';
import { outcome, outcomeTable } from '../../../operate/drills/outcome.ts';
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

test('a row a drill on a terminal of 80 columns, without the point and the signal', () => {
  const rows = allRows(partNames('ada-drill-line-counter', ''));
  const drill = DRILLS.find(({ name }) => name === 'mapping-off');
  const rung = rows.flatMap((row) =>
    drill?.rings.includes(row.name) ? [{ row, signal: 0.1, alarm: 12.8, mail: 0.7, back: 2.1 }] : [],
  );
  const played = drill ? [{ drill, rung }] : [];
  expect(outcomeTable(played, 120)).toEqual(outcomeTable(played, undefined));
  expect(outcomeTable(played, 120)[0]).toMatch(/^point {3}drill {9}signal/);
  expect(outcomeTable(played, 80)).toEqual([
    'drill         alarm           beyond   rang   mail   back',
    'mapping-off   queue-age          0.1   12.8    0.7    2.1',
    'mapping-off   queue-backlog      0.1   12.8    0.7    2.1',
    'mapping-off   mapping-off        0.1   12.8    0.7    2.1',
  ]);
});
