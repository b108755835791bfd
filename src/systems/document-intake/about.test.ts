// The texts that people read of the document intake: sentences in both languages, and alarms that CloudWatch takes.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/document-intake.ts';
import { teardown } from '../../../teardown/document-intake.ts';
import { rowOf } from '../../patterns/alarms/graph.ts';
import { expectDescription, expectRings, expectSpoken } from '../../patterns/alarms/testing/expect-row.ts';
import { SYSTEMS } from '../../systems.ts';
import { openSystem } from '../../testing/open-system.ts';
import { expectSentences, spokenStages } from '../../testing/spoken.ts';
import { graphs } from './alarms/graphs.ts';
import { intakeRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { partNames } from './names.ts';
import type { DocumentIntake } from './parts.ts';

const ADDRESSES = { OPERATORS_EMAIL: 'eva@example.com', NOTIFY_EMAIL: 'ana@example.com' };
const { cloud, parts, steps } = await openSystem(await SYSTEMS['document-intake'](), ADDRESSES);
cloud.close();
const names = partNames('ada-dev-document-intake', '111122223333');
const rows = intakeRows(names);

test('what and why of every part are sentences in both languages', () => {
  expect(steps.length).toBeGreaterThan(18);
  expectSentences(steps);
});

test.each(Object.entries({ provision, teardown }))('every stage of %s is there in both languages', (_, story) => {
  const stages = spokenStages((run) => story(run, parts as DocumentIntake));
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
