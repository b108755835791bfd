// The texts that people read of the file vault: sentences in both languages, and alarms that CloudWatch takes.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/file-vault.ts';
import { teardown } from '../../../teardown/file-vault.ts';
import { rowOf } from '../../patterns/alarms/graph.ts';
import { expectDescription, expectRings, expectSpoken } from '../../patterns/alarms/testing/expect-row.ts';
import { SYSTEMS } from '../../systems.ts';
import { openSystem } from '../../testing/open-system.ts';
import { expectSentences, spokenStages } from '../../testing/spoken.ts';
import { graphs } from './alarms/graphs.ts';
import { vaultRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { TEXTS } from './app/page/texts.ts';
import { partNames } from './names.ts';
import type { FileVault } from './parts.ts';

const { cloud, parts, steps } = await openSystem(await SYSTEMS['file-vault'](), { OPERATORS_EMAIL: 'eva@example.com' });
cloud.close();
const names = partNames('ada-dev-file-vault', '111122223333');
const rows = vaultRows(names);

test('what and why of every part are sentences in both languages', () => {
  expect(steps.length).toBeGreaterThan(25);
  expectSentences(steps);
});

test.each(Object.entries({ provision, teardown }))('every stage of %s is there in both languages', (_, story) => {
  const stages = spokenStages((run) => story(run, parts as FileVault));
  expect(stages.map(({ en }) => en.slice(0, 1))).toEqual(['1', '2', '3', '4', '5']);
});

test.each(rows.map((row) => [row.name, row] as const))('%s rings, and says what to do', (_, row) => {
  expectDescription(row);
  expectSpoken(row);
  expectRings(row);
});

test('every graph that draws a threshold names a row', () => {
  const drawn = graphs(signals(names)).filter(({ alarm }) => alarm);
  expect(drawn.map((graph) => rowOf(graph, rows)?.name)).toEqual([
    'wrong-invitations',
    'volume-nearly-full',
    'backup-stopped',
  ]);
});

test('the page says everything in both languages', () => {
  expect(Object.keys(TEXTS.pt)).toEqual(Object.keys(TEXTS.en));
});
