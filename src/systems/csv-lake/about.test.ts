// The texts that people read of the lake: sentences in both languages, and alarms that CloudWatch takes.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/csv-lake.ts';
import { teardown } from '../../../teardown/csv-lake.ts';
import { evaluate } from '../../patterns/alarms/evaluator/evaluate.ts';
import { rowOf } from '../../patterns/alarms/graph.ts';
import type { Row } from '../../patterns/alarms/row.ts';
import { expectDescription, expectRings, expectSpoken } from '../../patterns/alarms/testing/expect-row.ts';
import { SYSTEMS } from '../../systems.ts';
import { openSystem } from '../../testing/open-system.ts';
import { expectSentences, spokenStages } from '../../testing/spoken.ts';
import { graphs } from './alarms/graphs.ts';
import { lakeRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { partNames } from './names.ts';
import type { CsvLake } from './parts.ts';

const { cloud, parts, steps } = await openSystem(await SYSTEMS['csv-lake'](), { OPERATORS_EMAIL: 'eva@example.com' });
cloud.close();
const names = partNames('ada-dev-csv-lake', '111122223333');
const rows = lakeRows(names);

test('what and why of every part are sentences in both languages', () => {
  expect(steps.length).toBeGreaterThan(35);
  expectSentences(steps);
});

test.each(Object.entries({ provision, teardown }))('every stage of %s is there in both languages', (name, story) => {
  const stages = spokenStages((run) => story(run, parts as CsvLake));
  const numbers = name === 'provision' ? ['1', '2', '3', '4', '5'] : ['1', '2', '3', '4', '5', '6'];
  expect(stages.map(({ en }) => en.slice(0, 1))).toEqual(numbers);
});

test.each(rows.map((row) => [row.name, row] as const))('%s rings, and says what to do', (_, row) => {
  expectDescription(row);
  expectSpoken(row);
  if (row.rule.rings === 'above') expectRings(row);
  else expectRingsBelow(row);
});

/** Of what ends: memory and storage. */
function expectRingsBelow({ rule }: Row): void {
  const series = (value: number) => Array.from({ length: rule.periods }, () => value);
  expect(evaluate(rule, series(rule.threshold - 1), 'OK')).toBe('ALARM');
  expect(evaluate(rule, series(rule.threshold), 'ALARM')).toBe('OK');
  expect(evaluate(rule, [], 'OK')).toBe('OK');
}

test('every graph that draws a threshold names a row', () => {
  const drawn = graphs(signals(names)).filter(({ alarm }) => alarm);
  expect(drawn.map((graph) => rowOf(graph, rows)?.name)).toEqual([
    ...['function-slow', 'failed-events'],
    ...['database-memory', 'database-storage'],
  ]);
});
