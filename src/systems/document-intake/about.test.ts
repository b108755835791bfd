// The texts that people read of the document intake: sentences in both languages, and alarms that CloudWatch takes.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/document-intake.ts';
import { teardown } from '../../../teardown/document-intake.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import { LANGUAGES, type Text } from '../../engine/text.ts';
import { evaluate } from '../../patterns/alarms/evaluator/evaluate.ts';
import { rowOf } from '../../patterns/alarms/graph.ts';
import { alarmSettings } from '../../patterns/alarms/put-alarm.ts';
import { SYSTEMS } from '../../systems.ts';
import { openSystem } from '../../testing/open-system.ts';
import { graphs } from './alarms/graphs.ts';
import { intakeRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { partNames } from './names.ts';
import type { DocumentIntake } from './parts.ts';

const { cloud, parts } = await openSystem(await SYSTEMS['document-intake'](), {
  OPERATORS_EMAIL: 'eva@example.com',
  NOTIFY_EMAIL: 'ana@example.com',
});
cloud.close();
const names = partNames('ada-dev-document-intake', '111122223333');
const rows = intakeRows(names);

/** Texts that are missing in one language, or the same in both. */
const oneSided = (texts: readonly Text[]) => texts.filter(({ en, pt }) => !en.trim() || !pt.trim() || en === pt);

test('what and why of every part are sentences in both languages', () => {
  const abouts = stepsOf(parts).map(({ about }) => about);
  expect(abouts.length).toBeGreaterThan(18);
  const sentences = abouts.flatMap(({ what, why }) => [what, why]);
  expect(sentences.filter(({ en, pt }) => !/[^.]\.$/.test(en) || !/[^.]\.$/.test(pt))).toEqual([]);
  expect(oneSided([...sentences, ...abouts.flatMap(({ costs }) => costs ?? [])])).toEqual([]);
});

test.each(Object.entries({ provision, teardown }))('every stage of %s is there in both languages', (_, story) => {
  const stages: Text[] = [];
  const never = new Promise<never>(() => {});
  const run = {
    stage: (title: Text) => void stages.push(title),
    ...{ up: () => never, down: () => never, removeIfPresent: () => never },
  };
  story(run, parts as DocumentIntake);
  expect(stages.map(({ en }) => en.slice(0, 1))).toEqual(['1', '2', '3', '4']);
  expect(stages.map(({ pt }) => pt.slice(0, 4))).toEqual(stages.map(({ en }) => en.slice(0, 4)));
  expect(oneSided(stages)).toEqual([]);
});

test.each(rows.map((row) => [row.name, row] as const))('%s rings, and says what to do', (_, row) => {
  for (const language of LANGUAGES) {
    const { AlarmDescription = '' } = alarmSettings(row, language);
    expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
    expect(AlarmDescription.split('\n')).toHaveLength(4); // why, and three steps
  }
  expect(oneSided([row.why, row.unit, row.missingBecause])).toEqual([]);
  const commands = (text: readonly string[]) => (text.join(' ').match(/npm run [\w-]+[^:]*/g) ?? []).sort();
  expect(commands(row.steps.pt)).toEqual(commands(row.steps.en));
  const { threshold, periods } = row.rule;
  const series = (value: number) => Array.from({ length: periods }, () => value);
  expect(evaluate(row.rule, series(threshold + 1), 'OK')).toBe('ALARM');
  expect(evaluate(row.rule, series(threshold), 'ALARM')).toBe('OK');
  expect(evaluate(row.rule, [], 'OK')).toBe('OK');
});

test('every graph that draws a threshold names a row', () => {
  const drawn = graphs(signals(names)).filter(({ alarm }) => alarm);
  expect(drawn.map((graph) => rowOf(graph, rows)?.name)).toEqual(['function-slow', 'failed-events']);
});
