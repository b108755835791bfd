// The table of alarms, compared with CloudWatch's limits and with itself.

import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../engine/text.ts';
import { formula } from '../../../patterns/alarms/evaluator/formula.ts';
import { rowOf } from '../../../patterns/alarms/graph.ts';
import { priceOf } from '../../../patterns/alarms/price.ts';
import { type Point, type Row, signalsOf } from '../../../patterns/alarms/row.ts';
import { expectDescription } from '../../../patterns/alarms/testing/expect-row.ts';
import { partNames } from '../names.ts';
import { lineCounterSettings } from '../settings.ts';
import { openLineCounter } from '../testing/open.ts';
import { graphs } from './graphs.ts';
import { POINTS } from './points.ts';
import { OWN_METRICS, PAGE_METRICS, signals } from './signals.ts';
import { allRows, monthlyPrice, rowsFor } from './table.ts';

const names = partNames('ada-dev-line-counter', '111122223333');
const rows = allRows(names);
const byName = rows.map((row): [string, Row] => [row.name, row]);

test('each of the six critical points has alarms of both kinds or a reason to have one kind', () => {
  const kinds = (point: Point) => new Set(rows.filter((row) => row.point === point).map((row) => row.severity));
  for (const point of POINTS) expect([point, kinds(point)]).toEqual([point, new Set(['broken', 'warning'])]);
  expect([...new Set(rows.map(({ point }) => point))]).toEqual(POINTS);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
});

test.each(byName)('%s keeps within what PutMetricAlarm takes', (_, row) => {
  expectDescription(row);
  const { period, periods, datapoints } = row.rule;
  expect([10, 20, 30].includes(period) || period % 60 === 0).toBe(true);
  expect(datapoints).toBeLessThanOrEqual(periods);
  // An alarm looks back at most a day. Where its periods are an hour or longer, at most a week.
  expect(period * periods).toBeLessThanOrEqual(period >= 3600 ? 7 * 86_400 : 86_400);
  expect(signalsOf(row).length).toBeLessThanOrEqual(10);
});

test.each(byName)(
  '%s says why it is there, why missing data means that, and three steps, in both languages',
  (_, row) => {
    for (const language of LANGUAGES)
      for (const sentence of [row.why[language], row.missingBecause[language], ...row.steps[language]])
        expect(sentence.length).toBeGreaterThan(15);
    const commands = (text: readonly string[]) => text.join(' ').match(/npm run [\w-]+/g) ?? [];
    expect(commands(row.steps.pt).sort()).toEqual(commands(row.steps.en).sort());
  },
);

test.each(byName.filter(([, { watches }]) => 'formula' in watches))(
  '%s uses every number that it is billed for',
  (_, { watches }) => {
    if (!('formula' in watches)) throw new Error('not a formula');
    const words = new Set(watches.formula.match(/\b[a-z]\w*/g));
    expect(words).toEqual(new Set(Object.keys(watches.of)));
    // A formula gives one number a period. Where one of its numbers may be missing, FILL gives a value for it.
    if (watches.formula.includes('FILL'))
      expect(rows.find((row) => row.watches === watches)?.rule.datapoints).toBeGreaterThan(1);
  },
);

test('the evaluator of the drills reads every formula, and gets a value when everything is measured', () => {
  for (const { name, watches } of rows)
    if ('formula' in watches) {
      const ones = Object.fromEntries(Object.keys(watches.of).map((letter) => [letter, 1]));
      expect([name, Number.isFinite(formula(watches.formula)(ones))]).toEqual([name, true]);
    }
});

test('where CloudWatch fills missing data, one late period is never enough for an alarm: M of N, and M is at least two', () => {
  const filled = rows.filter(({ watches }) => 'formula' in watches && watches.formula.includes('FILL'));
  expect(filled.length).toBeGreaterThan(4);
  for (const { name, rule } of filled) expect([name, rule.datapoints >= 2]).toEqual([name, true]);
});

test('only for the cache is missing data an alarm', () => {
  expect(rows.filter(({ rule }) => rule.missing === 'breaching').map(({ name }) => name)).toEqual(['cache-gone']);
});

test('each of the worker’s ten metrics is watched or drawn, and there are no more than are free', () => {
  const on = signals(names);
  const used = [...rows.flatMap(signalsOf), ...graphs(on).flatMap(({ lines }) => lines.map(({ signal }) => signal))];
  const own = (service: string) =>
    [...new Set(used.flatMap(({ metric, dimensions }) => (dimensions.service === service ? [metric] : [])))].sort();
  expect(own('line-counter')).toEqual([...OWN_METRICS].sort());
  expect(own('page')).toEqual([...PAGE_METRICS].sort());
  expect(OWN_METRICS).toHaveLength(10);
  for (const graph of graphs(on)) expect(() => rowOf(graph, rows)).not.toThrow();
});

test('the alarm for mails that nobody gets needs an address, those on S3’s requests need paid metrics', () => {
  const without = (env: Record<string, string>) => {
    const wanted = rowsFor(names, lineCounterSettings(env));
    return rows.filter((row) => !wanted.some(({ name }) => name === row.name)).map(({ name }) => name);
  };
  const [address, paid] = [{ NOTIFY_EMAIL: 'ana@example.com' }, { REQUEST_METRICS: 'on' }];
  expect(without({})).toEqual(['uploads-refused', 'uploads-failing', 'mail-unheard']);
  expect(without(address)).toEqual(['uploads-refused', 'uploads-failing']);
  expect(without(paid)).toEqual(['mail-unheard']);
  expect(without({ ...address, ...paid })).toEqual([]);
});

test('the price is that of every metric of every alarm, of the composites, less what is free', () => {
  const { alarmMetrics, alarms, composites, metrics, together } = monthlyPrice(rows);
  expect(alarmMetrics * 0.1).toBeCloseTo(rows.reduce((sum, row) => sum + priceOf(row), 0));
  expect(alarms).toBeCloseTo((alarmMetrics - 10) * 0.1);
  expect([composites, metrics]).toEqual([1, 0]);
  expect(together).toBeLessThanOrEqual(4);
});

test.each([
  ['en', /first mail that says OK: nothing was wrong/],
  ['pt', /primeiro e-mail que diz OK: não houve problema/],
])('the mail of a new composite, which says OK, says that nothing was wrong: %s', async (NOTIFY_LANGUAGE, words) => {
  const { cloud, part, make } = await openLineCounter({ NOTIFY_LANGUAGE });
  const operators = await make(part.alarms.operators);
  const children = part.alarms.metricAlarms.filter(({ row }) => row.severity === 'broken');
  const alarms = await Promise.all(children.map(({ alarm }) => make(alarm)));
  await make(part.alarms.broken, { operators, alarms });
  const { CompositeAlarms = [] } = await cloud.cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm'] }),
  );
  expect(CompositeAlarms.map(({ AlarmDescription }) => AlarmDescription)).toEqual([expect.stringMatching(words)]);
  cloud.close();
});
