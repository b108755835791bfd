// The texts that people read of the audit log: sentences in both languages, and alarms that CloudWatch takes.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/audit-log.ts';
import { teardown } from '../../../teardown/audit-log.ts';
import { rowOf } from '../../patterns/alarms/graph.ts';
import { expectDescription, expectRings, expectSpoken } from '../../patterns/alarms/testing/expect-row.ts';
import { SYSTEMS } from '../../systems.ts';
import { openSystem } from '../../testing/open-system.ts';
import { expectSentences, spokenStages } from '../../testing/spoken.ts';
import { graphs } from './alarms/graphs.ts';
import { auditRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { partNames } from './names.ts';
import type { AuditLog } from './parts.ts';

const { cloud, parts, steps } = await openSystem(await SYSTEMS['audit-log'](), { OPERATORS_EMAIL: 'eva@example.com' });
cloud.close();
const names = partNames('ada-dev-audit-log', '111122223333');
const rows = auditRows(names);

test('what and why of every part are sentences in both languages', () => {
  expect(steps.length).toBeGreaterThan(18);
  expectSentences(steps);
});

test.each(Object.entries({ provision, teardown }))('every stage of %s is there in both languages', (_, story) => {
  const stages = spokenStages((run) => story(run, parts as AuditLog));
  expect(stages.map(({ en }) => en.slice(0, 1))).toEqual(['1', '2', '3', '4']);
});

test.each(rows.map((row) => [row.name, row] as const))('%s rings, and says what to do', (_, row) => {
  expectDescription(row);
  expectSpoken(row);
  expectRings(row);
});

test('every graph that draws a threshold names a row', () => {
  const drawn = graphs(signals(names)).filter(({ alarm }) => alarm);
  expect(drawn.map((graph) => rowOf(graph, rows)?.name)).toEqual(['function-slow', 'failed-events']);
});
