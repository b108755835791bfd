// Alarms, composites and the dashboard, beat by beat on the local cloud. The local cloud forgets formulas, tags of
// dashboards and saved queries: these are tested with hazards, in the folder of a system that has them.

import { DescribeAlarmsCommand, PutDashboardCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { madeBy } from '../../aws/tags.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { snsTopic } from '../sns/topic.ts';
import { metricAlarm } from './alarm.ts';
import { alarmCalls } from './alarm-calls.ts';
import { alarmBreaks, compositeAlarmBreaks, dashboardBreaks } from './breaks.ts';
import { compositeAlarm } from './composite-alarm.ts';
import { dashboard } from './dashboard.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const { cloudwatch } = cloud;
const desk = alarmCalls(cloud);
const alarmOf = (metric: string) =>
  metricAlarm(cloud, desk, {
    about: PURPOSE,
    name: `${name}-${metric}`,
    watches: {
      AlarmDescription: 'What to do.',
      ActionsEnabled: true,
      AlarmActions: [],
      OKActions: [],
      Namespace: 'AWS/SQS',
      MetricName: metric,
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      Threshold: 900,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    },
  });
const [one, other] = [alarmOf('age'), alarmOf('backlog')];
const operators = snsTopic(cloud, { name: `${name}-operators`, displayName: 'To try', about: PURPOSE });

fourBeats('The alarm', testCloud, () => ({ step: one, needs: {} }), alarmBreaks);

const composite = async () => ({
  step: compositeAlarm(cloud, desk, {
    about: PURPOSE,
    name: `${name}-two`,
    description: 'One of two rings.',
    anyOf: [one.name, other.name],
  }),
  needs: { operators: await make(operators), alarms: [await make(one), await make(other)] },
});
fourBeats('The composite alarm', testCloud, composite, compositeAlarmBreaks);

const text = (markdown: string) => ({ type: 'text', width: 6, height: 2, properties: { markdown } });
const board = dashboard(cloud, {
  name: `${name}-board`,
  about: PURPOSE,
  body: { widgets: [text(madeBy(cloud.tags)), text('another')] },
});
fourBeats('The dashboard', testCloud, () => ({ step: board, needs: {} }), dashboardBreaks);

test('an alarm that a composite watches is not deleted, and the reason is shown', async () => {
  const { step, needs } = await composite();
  await step.ensure(needs, ctx);
  const quick = { ...ctx, pause: async () => {}, now: clockThatRuns() };
  await expect(one.remove(quick)).rejects.toThrow(/a composite alarm still watches it/);
  expect(await step.remove(ctx)).toBe('removed');
  expect(await one.remove(ctx)).toBe('removed');
});

test('a foreign alarm or dashboard of our name is refused, neither adopted nor deleted', async () => {
  const theirs = metricAlarm({ ...cloud, tags: { ...cloud.tags, project: 'eva' } }, alarmCalls(cloud), {
    name: `${name}-theirs`,
    about: PURPOSE,
    watches: {
      Namespace: 'AWS/SQS',
      MetricName: 'x',
      Period: 60,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 1,
    },
  });
  const ours = metricAlarm(cloud, alarmCalls(cloud), {
    name: `${name}-theirs`,
    about: PURPOSE,
    watches: { EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold', Threshold: 2 },
  });
  await theirs.ensure({}, ctx);
  await expect(ours.ensure({}, ctx)).rejects.toThrow(/does not carry this project's tags/);
  await expect(ours.remove(ctx)).rejects.toThrow(/does not carry this project's tags/);
  expect(await theirs.describe(ctx)).toMatchObject({ settings: { Threshold: 1 } });

  await cloudwatch.send(new PutDashboardCommand({ DashboardName: 'theirs', DashboardBody: '{"widgets":[]}' }));
  await expect(
    dashboard(cloud, { name: 'theirs', about: PURPOSE, body: { widgets: [] } }).ensure({}, ctx),
  ).rejects.toThrow(/does not carry this project's tags/);
});

test('two dozen alarms are read in one call', async () => {
  const alarms = Array.from({ length: 24 }, (_, at) => alarmOf(`metric-${at}`));
  const before = cloud.journal.calls.length;
  await Promise.all(alarms.map((alarm) => alarm.describe(ctx)));
  const looks = cloud.journal.calls.slice(before).map(({ operation }) => operation);
  expect(looks.filter((operation) => operation === 'DescribeAlarms')).toHaveLength(1);
});

/** A clock that is ten seconds later at each reading. */
function clockThatRuns() {
  let seconds = 0;
  return () => (seconds += 10);
}

test('numbers of another queue do not ring an alarm', async () => {
  await make(one);
  await cloudwatch.send(
    new PutMetricDataCommand({
      Namespace: 'AWS/SQS',
      MetricData: [{ MetricName: 'age', Dimensions: [{ Name: 'QueueName', Value: 'another' }], Value: 5000 }],
    }),
  );
  const { MetricAlarms } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [one.name] }));
  expect(MetricAlarms?.map(({ StateValue }) => StateValue)).toEqual(['INSUFFICIENT_DATA']);
});
