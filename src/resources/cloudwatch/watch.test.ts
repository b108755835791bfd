// Alarms, composites and the dashboard, beat by beat on the local cloud. What that forgets (formulas, tags of dashboards,
// saved queries) is tried in testing/hazards/watch.test.ts.

import { PutCompositeAlarmCommand, PutDashboardCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openWorkshop } from '../../testing/workshop.ts';
import { metricAlarm } from './alarm.ts';
import { type Alarm, alarmCalls } from './alarm-calls.ts';
import { compositeAlarm } from './composite-alarm.ts';
import { dashboard } from './dashboard.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx } = shop;
const { cloudwatch } = cloud;
const [one, other] = part.alarms.metricAlarms.map(({ alarm }) => alarm);
const age = part.alarms.metricAlarms.find(({ row }) => row.name === 'queue-age')?.alarm;
if (!one || !other || !age) throw new Error('The table of alarms lost its rows.');

const set = (field: string, value: unknown) => ({
  field,
  byHand: ({ settings }: Alarm) => cloudwatch.send(new PutMetricAlarmCommand({ ...settings, [field]: value } as never)),
});
fourBeats('The alarm', shop, () => ({ step: age, needs: {} }), {
  'somebody is tired of it': set('Threshold', 1e9),
  'somebody gives it an action of its own': set('AlarmActions', ['arn:aws:sns:us-east-1:111122223333:theirs']),
  'somebody switches its actions off': set('ActionsEnabled', false),
  'somebody lets silence pass for health': set('TreatMissingData', 'ignore'),
  'somebody asks for fewer periods': set('DatapointsToAlarm', 1),
  'somebody takes the runbook away': set('AlarmDescription', ''),
});

const composite = async () => ({
  step: compositeAlarm(cloud, alarmCalls(cloud), {
    name: 'ada-dev-line-counter-two',
    about: PURPOSE,
    description: 'One of two rings.',
    anyOf: [one, other].map(({ title }) => title.replace('Alarm ', '')),
  }),
  needs: { operators: await make(part.alarms.operators), alarms: [await make(one), await make(other)] },
});
const setComposite = (field: string, value: unknown) => ({
  field,
  byHand: ({ settings }: { settings: object }) =>
    cloudwatch.send(new PutCompositeAlarmCommand({ ...settings, [field]: value } as never)),
});
fourBeats('The composite alarm', shop, composite, {
  'somebody takes an alarm out of its rule': setComposite('AlarmRule', `ALARM("${one.title.replace('Alarm ', '')}")`),
  'somebody lets it ring unheard': setComposite('AlarmActions', []),
  'somebody spares the mail that says it is over': setComposite('OKActions', []),
});

fourBeats('The dashboard', shop, () => ({ step: part.alarms.dashboard, needs: {} }), {
  'somebody moves a graph': {
    field: 'DashboardBody',
    byHand: ({ name, body }) => {
      const moved = JSON.parse(body);
      moved.widgets.reverse();
      return cloudwatch.send(new PutDashboardCommand({ DashboardName: name, DashboardBody: JSON.stringify(moved) }));
    },
  },
});

test('an alarm that a composite watches is not deleted, and the reason is told', async () => {
  const { step, needs } = await composite();
  await step.ensure(needs, ctx);
  const quick = { ...ctx, pause: async () => {}, now: clockThatRuns() };
  await expect(one.remove(quick)).rejects.toThrow(/a composite alarm still watches it/);
  expect(await step.remove(ctx)).toBe('removed');
  expect(await one.remove(ctx)).toBe('removed');
});

test('a foreign alarm or dashboard of our name is refused, neither adopted nor deleted', async () => {
  const theirs = metricAlarm({ ...cloud, tags: { ...cloud.tags, project: 'eva' } }, alarmCalls(cloud), {
    name: 'ada-dev-line-counter-theirs',
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
    name: 'ada-dev-line-counter-theirs',
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

test('two dozen alarms are looked at in one call', async () => {
  for (const { alarm } of part.alarms.metricAlarms) await make(alarm);
  const before = cloud.journal.calls.length;
  await Promise.all(part.alarms.metricAlarms.map(({ alarm }) => alarm.describe(ctx)));
  const looks = cloud.journal.calls.slice(before).map(({ operation }) => operation);
  expect(looks.filter((operation) => operation === 'DescribeAlarms')).toHaveLength(1);
});

/** Every look at it is ten seconds later. */
function clockThatRuns() {
  let seconds = 0;
  return () => (seconds += 10);
}
