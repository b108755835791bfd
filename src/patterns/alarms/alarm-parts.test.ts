// The pattern with the table of an invented system, a bakery, on the local cloud. It needs no other system.

import { randomInt } from 'node:crypto';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import * as v from 'valibot';
import { afterAll, expect, inject, test } from 'vitest';
import { openCloud } from '../../aws/clients.ts';
import type { Step } from '../../engine/lifecycle.ts';
import { wallClock } from '../../engine/wait.ts';
import { ownership, readSettings } from '../../settings/settings.ts';
import { DashboardBody } from '../../testing/dashboard-schema.ts';
import { alarmParts } from './alarm-parts.ts';
import type { AlarmTable } from './alarm-table.ts';
import { grafanaBoard } from './grafana.ts';
import type { Graph } from './graph.ts';
import { alarmsInAlarm } from './in-alarm.ts';
import { monthlyPrice, priceOf } from './price.ts';
import { removeAlarms } from './remove-alarms.ts';
import type { Point, Row, Signal } from './row.ts';

const settings = readSettings({});
const account = String(randomInt(100_000_000_000, 999_999_999_999));
const opened = await openCloud({ region: settings.AWS_REGION, endpoint: inject('cloud').endpoint, account });
const cloud = { ...opened, tags: ownership(settings, 'bakery') };
afterAll(() => cloud.close());
const ctx = { ...wallClock(), tell() {} };
const make = async <Needs extends object, Live>(step: Step<Needs, Live>, needs: Needs) =>
  (await step.ensure(needs, ctx)).live;

const BREAD = { en: 'Bread.', pt: 'Pão.' };
const OVEN: Point = { number: 1, title: { en: 'Oven', pt: 'Forno' } };
const degrees: Signal = { namespace: 'bakery', metric: 'Degrees', dimensions: { oven: 'one' }, statistic: 'Maximum' };
const loaves: Signal = { ...degrees, metric: 'Loaves', statistic: 'Sum' };
const usual = {
  point: OVEN,
  rule: { rings: 'above', threshold: 250, datapoints: 2, periods: 3, period: 60, missing: 'notBreaching' },
  unit: { en: 'degrees', pt: 'graus' },
  missingBecause: { en: 'the oven is off', pt: 'o forno está desligado' },
  why: { en: 'The bread burns.', pt: 'O pão queima.' },
  steps: { en: ['Open it.', 'Wait.', 'Close it.'], pt: ['Abra-o.', 'Espere.', 'Feche-o.'] },
} satisfies Partial<Row>;
const hot: Row = { ...usual, name: 'hot', severity: 'warning', watches: degrees };
const empty: Row = {
  ...usual,
  name: 'empty',
  severity: 'broken',
  watches: { formula: 'IF(degrees > 100 AND FILL(loaves, 0) == 0, 1, 0)', of: { degrees, loaves } },
};
const graph: Graph = {
  point: OVEN,
  title: { en: 'Heat', pt: 'Calor' },
  lines: [{ signal: degrees, label: { en: 'degrees', pt: 'graus' } }],
  alarm: 'hot',
};
const bakery: AlarmTable = {
  language: 'en',
  on: true,
  operatorsEmail: undefined,
  names: {
    stack: 'bakery',
    operators: 'bakery-bakers',
    dashboard: 'bakery-us-east-1',
    broken: 'bakery-closed',
    warning: 'bakery-warning',
  },
  rows: [hot, empty],
  others: [],
  graphs: [graph],
  queries: [],
  says: {
    severities: { broken: { en: 'Closed', pt: 'Fechada' }, warning: { en: 'Warning', pt: 'Aviso' } },
    operators: { en: 'Bakers', pt: 'Padeiros' },
    intro: { en: 'The way of the bread.', pt: 'O caminho do pão.' },
    about: {
      topic: { what: BREAD, why: BREAD },
      dashboard: { what: BREAD, why: BREAD },
      alarm: ({ point }) => point.title,
    },
  },
};
const part = alarmParts(cloud, bakery);

test('a table becomes alarms, composites that send mail, and a dashboard; all of it can be removed', async () => {
  const operators = await make(part.operators, {});
  const alarms = await Promise.all(part.metricAlarms.map(({ alarm }) => make(alarm, {})));
  await make(part.broken, { operators, alarms });
  await make(part.warning, { operators, alarms });
  const { body } = await make(part.dashboard, {});

  const { MetricAlarms = [], CompositeAlarms = [] } = await cloud.cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
  );
  const threshold = { Threshold: 250, EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'notBreaching' };
  expect(MetricAlarms.sort((a, b) => String(b.AlarmName).localeCompare(String(a.AlarmName)))).toMatchObject([
    { AlarmName: 'bakery-hot', MetricName: 'Degrees', Period: 60, ...threshold, AlarmActions: [] },
    {
      AlarmName: 'bakery-empty',
      AlarmDescription: 'The bread burns.\n1. Open it.\n2. Wait.\n3. Close it.',
      ...threshold,
    },
  ]);
  const composites = Object.fromEntries(CompositeAlarms.map(({ AlarmName, ...rest }) => [AlarmName, rest]));
  expect(composites).toMatchObject({
    'bakery-closed': { AlarmRule: 'ALARM("bakery-empty")', AlarmActions: [operators.arn], OKActions: [operators.arn] },
    'bakery-warning': { AlarmRule: 'ALARM("bakery-hot")', AlarmDescription: expect.stringMatching(/^Warning\. This/) },
  });

  const { widgets } = v.parse(DashboardBody, JSON.parse(body));
  expect(
    widgets.map(({ type, properties }) => [type, 'markdown' in properties ? properties.markdown : properties]),
  ).toEqual([
    [
      'text',
      expect.stringMatching(/^# bakery\nThe way of the bread\. A line across .*\(made by sdk-scripts for .*bakery\)/),
    ],
    ['alarm', expect.objectContaining({ alarms: ['closed', 'warning', 'hot', 'empty'].map(alarmArn) })],
    ['text', '## 1 · Oven'],
    ['metric', expect.objectContaining({ title: 'Heat', annotations: { horizontal: [{ label: 'hot', value: 250 }] } })],
  ]);
  expect(await alarmsInAlarm(cloud, 'bakery', bakery.rows)).toEqual([]);

  const removed: string[] = [];
  await removeAlarms(async (steps, ...after) => {
    await Promise.all(after);
    for (const step of steps) removed.push(`${step.name} ${await step.remove(ctx)}`);
  }, part);
  expect(removed).toEqual(['closed', 'warning', 'hot', 'empty'].map((name) => `bakery-${name} removed`));
});
const alarmArn = (name: string) => cloud.arn('cloudwatch', `alarm:bakery-${name}`);

test('the same table becomes a board for Grafana', () => {
  const { title, panels = [] } = grafanaBoard({
    ...{ title: 'bakery', uid: 'bakery', tags: [], region: 'us-east-1', stage: 'dev', account: false },
    ...{ rows: bakery.rows, graphs: bakery.graphs, language: 'pt' },
  });
  expect([title, panels.map((panel) => panel.title)]).toEqual([
    'bakery',
    ['Alarmes: vermelho é onde um tocaria', 'hot', 'empty', '1 · Forno', 'Calor'],
  ]);
});

test('a graph with the threshold of an alarm that no row has is an error', () => {
  expect(() => alarmParts(cloud, { ...bakery, rows: [empty] })).toThrow(/names the alarm hot, and the table has none/);
});

test('its price is that of its metrics and of the two composites', () => {
  expect(bakery.rows.map(priceOf)).toEqual([0.1, 0.2]);
  expect(monthlyPrice(bakery.rows, 12)).toMatchObject({
    alarmMetrics: 3,
    alarms: 0,
    composites: 1,
    metrics: 0.6,
    together: 1.6,
  });
});
