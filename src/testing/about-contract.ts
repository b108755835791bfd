// What people read of every system with a table of alarms: sentences in both languages, and alarms that CloudWatch takes.

import { expect, test } from 'vitest';
import type { Run } from '../engine/run.ts';
import { type Graph, rowOf } from '../patterns/alarms/graph.ts';
import type { Row } from '../patterns/alarms/row.ts';
import { expectDescription, expectRings, expectSpoken } from '../patterns/alarms/testing/expect-row.ts';
import type { System } from '../systems/system.ts';
import { openSystem } from './open-system.ts';
import { expectSentences, spokenStages } from './spoken.ts';

export interface AboutUnderTest<Parts> {
  readonly system: System;
  /** Settings that make parts appear: addresses. */
  readonly settings: Record<string, string>;
  /** It has more parts than this. */
  readonly moreThan: number;
  provision(run: Run, parts: Parts): unknown;
  teardown(run: Run, parts: Parts): unknown;
  /** How many stages each story has. */
  readonly stages: Readonly<Record<'provision' | 'teardown', number>>;
  readonly rows: readonly Row[];
  readonly graphs: readonly Graph[];
  /** The rows whose thresholds are drawn, in the order of the graphs. */
  readonly drawn: readonly string[];
}

export async function testAbout<Parts>(its: AboutUnderTest<Parts>): Promise<void> {
  const { cloud, parts, steps } = await openSystem(its.system, its.settings);
  cloud.close();

  test('what and why of every part are sentences in both languages', () => {
    expect(steps.length).toBeGreaterThan(its.moreThan);
    expectSentences(steps);
  });

  test.each(['provision', 'teardown'] as const)('every stage of %s is there in both languages', (name) => {
    const stages = spokenStages((run) => its[name](run, parts as Parts));
    const numbers = Array.from({ length: its.stages[name] }, (_, at) => String(at + 1));
    expect(stages.map(({ en }) => en.slice(0, 1))).toEqual(numbers);
  });

  test.each(its.rows.map((row) => [row.name, row] as const))('%s rings, and says what to do', (_, row) => {
    expectDescription(row);
    expectSpoken(row);
    expectRings(row);
  });

  test('every graph that draws a threshold names a row', () => {
    const drawn = its.graphs.filter(({ alarm }) => alarm);
    expect(drawn.map((graph) => rowOf(graph, its.rows)?.name)).toEqual(its.drawn);
  });
}
