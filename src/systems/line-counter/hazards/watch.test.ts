// Alarms as on AWS: formulas are kept, dashboards have tags, queries are saved, and CloudWatch takes few calls a
// second.

import { DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  DeleteQueryDefinitionCommand,
  DescribeQueryDefinitionsCommand,
  PutQueryDefinitionCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeleteBucketMetricsConfigurationCommand, GetBucketMetricsConfigurationCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { provisionAlarms } from '../../../../provision/blocks/alarms.ts';
import { teardownAlarms } from '../../../../teardown/blocks/alarms.ts';
import type { Run } from '../../../engine/run.ts';
import { ALL_REQUESTS } from '../../../resources/s3/bucket-settings.ts';
import { broken, once, only, unanswered } from '../../../testing/hazards/answers.ts';
import type { Ended } from '../../../testing/hazards/open.ts';
import type { Hazard } from '../../../testing/hazards/wire.ts';
import { type LineCounter, lineCounter } from '../parts.ts';
import { counterWith } from '../testing/hazards.ts';

const provision = (run: Run, { alarms, worker, reader }: LineCounter) =>
  provisionAlarms(run, alarms, {
    watched: Promise.resolve(),
    logs: [run.up(worker.logs), run.up(reader.logs)],
  });
const writesOf = ({ calls }: Ended) => calls.filter((operation) => !/^(Get|Head|List|Describe)/.test(operation));
const outcomesOf = ({ outcomes }: Ended) => new Set(Object.values(outcomes));
const ALARMS = { NOTIFY_EMAIL: 'ana@example.com', OPERATORS_EMAIL: 'ops@example.com' };

test('created, unchanged with 0 writes, repaired by name, removed', async () => {
  const system = await counterWith(() => [], ALARMS);
  const up = await system.tell(provision);
  expect(up.errors).toEqual([]);
  expect(outcomesOf(up)).toEqual(new Set(['created']));
  const again = await system.tell(provision);
  expect([again.errors, writesOf(again), outcomesOf(again)]).toEqual([[], [], new Set(['unchanged'])]);

  const name = `${system.names.stack}-mapping-off`;
  const { cloudwatch, logs } = system.cloud;
  const live = await system.part.alarms.metricAlarms
    .find(({ row }) => row.name === 'mapping-off')
    ?.alarm.describe({ ...system.clock, tell() {} });
  const Metrics = live?.settings.Metrics?.map((one) => (one.Expression ? { ...one, Expression: 'visible' } : one));
  await cloudwatch.send(new PutMetricAlarmCommand({ ...live?.settings, AlarmName: name, Metrics } as never));
  const [query] = system.part.alarms.queries;
  if (!query) throw new Error('There are no saved queries on AWS.');
  const { queryDefinitions = [] } = await logs.send(
    new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix: query.title.replace('Saved query ', '') }),
  );
  await logs.send(new PutQueryDefinitionCommand({ ...queryDefinitions[0], logGroupNames: [] } as never));

  const mended = await system.tell(provision);
  const repaired = mended.results.filter(({ outcome }) => outcome === 'repaired');
  expect(Object.fromEntries(repaired.map(({ title, drift }) => [title, drift.map(({ field }) => field)]))).toEqual({
    [`Alarm ${name}`]: ['Metrics'],
    [query.title]: ['logGroupNames'],
  });
  expect(writesOf(mended).sort()).toEqual(['PutMetricAlarm', 'PutQueryDefinition']);

  const down = await system.tell((run, part) => teardownAlarms(run, part.alarms));
  expect([down.errors, [...outcomesOf(down)].sort()]).toEqual([[], ['absent', 'removed']]);
  expect((await system.left()).map(({ service }) => service)).toEqual(['Log group', 'Log group']);
});

test('fields that CloudWatch adds to a formula’s queries are not drift; a query that somebody adds is', async () => {
  const more: object[] = [];
  const adding: Hazard = async (call, pass) => {
    const answer = await pass();
    if (call.operation !== 'DescribeAlarms' || answer.status >= 300) return answer;
    const told = JSON.parse(answer.body);
    for (const one of told.MetricAlarms) {
      for (const query of one.Metrics ?? []) {
        Object.assign(query, { AccountId: '111122223333', Label: query.Label ?? query.Id });
        if (query.MetricStat) query.MetricStat.Unit ??= 'None';
      }
      one.Metrics?.push(...more);
    }
    return { ...answer, body: JSON.stringify(told) };
  };
  const system = await counterWith(() => [adding]);
  const tell = () => system.tell(provision);
  expect((await tell()).errors).toEqual([]);
  const again = await tell();
  expect([again.errors, outcomesOf(again)]).toEqual([[], new Set(['unchanged'])]);

  more.push({ Id: 'theirs', Expression: '1', ReturnData: false });
  const mappingOff = system.part.alarms.metricAlarms.find(({ row }) => row.name === 'mapping-off')?.alarm;
  const live = await mappingOff?.describe({ ...system.clock, tell() {} });
  expect(live && mappingOff?.compare(live, {}).map(({ field }) => field)).toEqual(['Metrics']);
});

test('a query saved twice, because the first answer was lost, is one query in the end', async () => {
  const system = await counterWith(() => [unanswered(once(only('PutQueryDefinition')))]);
  expect((await system.tell(provision)).errors).toEqual([]);
  const { queryDefinitions = [] } = await system.cloud.logs.send(new DescribeQueryDefinitionsCommand({}));
  const names = queryDefinitions.map(({ name }) => name);
  expect(names).toHaveLength(new Set(names).size);
  expect(names).toHaveLength(system.part.alarms.queries.length);
});

test('a neighbour’s query of our name is refused, and stays', async () => {
  const system = await counterWith(() => []);
  const name = `${system.names.stack}/slowest files`;
  const { queryDefinitionId } = await system.cloud.logs.send(
    new PutQueryDefinitionCommand({ name, queryString: 'fields @message' }),
  );
  const up = await system.tell(provision);
  expect(up.errors.map(String)).toEqual([expect.stringMatching(/Saved query .* does not carry this project's tags/)]);
  const down = await system.tell((run, part) => teardownAlarms(run, part.alarms));
  expect(down.errors.map(String)).toEqual([expect.stringMatching(/Saved query .* does not carry this project's tags/)]);
  expect(await system.cloud.logs.send(new DeleteQueryDefinitionCommand({ queryDefinitionId }))).toMatchObject({
    success: true,
  });
});

test('a neighbour’s alarm, called like one of ours that is not wanted, is let alone by `up`; `down` names it', async () => {
  const system = await counterWith(() => []);
  const AlarmName = `${system.names.stack}-mail-unheard`;
  const theirs = { Namespace: 'Theirs', MetricName: 'x', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1 } as const;
  const rings = { Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' } as const;
  await system.ground.cloudwatch.send(new PutMetricAlarmCommand({ AlarmName, ...theirs, ...rings }));
  expect((await system.tell(provision)).errors).toEqual([]);
  const down = await system.tell((run, part) => teardownAlarms(run, part.alarms));
  expect(down.errors.map(String)).toEqual([expect.stringContaining(`${AlarmName} exists, but it does not carry`)]);
  const { MetricAlarms } = await system.ground.cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
  expect(MetricAlarms).toMatchObject([{ AlarmName, Namespace: 'Theirs' }]);
});

test('CloudWatch gets at most three writes and nine reads a second', async () => {
  const moments: [operation: string, at: number][] = [];
  const system = await counterWith(({ clock }) => [
    (call, pass) => {
      if (call.service === 'monitoring' && /Alarm|Tags/.test(call.operation))
        moments.push([call.operation, clock.now()]);
      return pass();
    },
  ]);
  for (const story of [provision, (run: Run, part: LineCounter) => teardownAlarms(run, part.alarms)])
    expect((await system.tell(story)).errors).toEqual([]);
  const busiest = (which: RegExp) => {
    const at = moments.filter(([operation]) => which.test(operation)).map(([, moment]) => moment);
    return Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + 0.99).length));
  };
  expect(busiest(/^(Put|Delete)/)).toBeLessThanOrEqual(3);
  expect(busiest(/^(Describe|List)/)).toBeLessThanOrEqual(9);
});

test('a 500 after an alarm was made makes no second one and no failure', async () => {
  const system = await counterWith(() => [broken(once(only('PutMetricAlarm')), 500, { committed: true })]);
  expect((await system.tell(provision)).errors).toEqual([]);
});

test('switched off, the alarms go and the rest stays; switched on, they come back', async () => {
  const system = await counterWith(() => []);
  await system.tell(provision);
  const off = await system.tell((run, part) => provision(run, { ...part, alarms: { ...part.alarms, on: false } }));
  expect(off.errors).toEqual([]);
  const gone = Object.entries(off.outcomes)
    .filter(([, outcome]) => outcome === 'removed')
    .map(([title]) => title);
  expect(gone).toHaveLength(system.part.alarms.metricAlarms.length + 2);
  expect(gone.every((title) => /^(Alarm|Composite alarm) /.test(title))).toBe(true);
  const on = await system.tell(provision);
  expect(Object.values(on.outcomes).filter((outcome) => outcome === 'created')).toHaveLength(gone.length);
});

test('S3’s request metrics: with the setting they are switched on and watched, without it they are taken away', async () => {
  const system = await counterWith(() => [], { REQUEST_METRICS: 'on' });
  const without = lineCounter(system.cloud, { ...system.settings, REQUEST_METRICS: 'off' });
  const tell = (part: LineCounter) =>
    system.tell((run) => {
      run.up(part.bucket);
      provision(run, part);
    });
  const at = { Bucket: system.names.bucket, Id: ALL_REQUESTS };
  const alarms = ['uploads-refused', 'uploads-failing'].map((name) => `Alarm ${system.names.stack}-${name}`);

  const on = await tell(system.part);
  expect(on.errors).toEqual([]);
  expect(on.outcomes).toMatchObject(Object.fromEntries(alarms.map((title) => [title, 'created'])));
  const { MetricsConfiguration } = await system.cloud.s3.send(new GetBucketMetricsConfigurationCommand(at));
  expect(MetricsConfiguration).toEqual({ Id: ALL_REQUESTS });
  const again = await tell(system.part);
  expect([again.errors, writesOf(again), outcomesOf(again)]).toEqual([[], [], new Set(['unchanged'])]);

  await system.cloud.s3.send(new DeleteBucketMetricsConfigurationCommand(at));
  const mended = await tell(system.part);
  expect(writesOf(mended)).toEqual(['PutBucketMetricsConfiguration']);
  expect(mended.results.flatMap(({ drift }) => drift.map(({ field }) => field))).toEqual(['MetricsConfiguration']);

  const off = await tell(without);
  expect(off.errors).toEqual([]);
  expect(off.outcomes).toMatchObject(Object.fromEntries(alarms.map((title) => [title, 'removed'])));
  expect(writesOf(off)).toContain('DeleteBucketMetricsConfiguration');
  await expect(system.cloud.s3.send(new GetBucketMetricsConfigurationCommand(at))).rejects.toMatchObject({
    name: 'NoSuchConfiguration',
  });
  expect(writesOf(await tell(without))).toEqual([]);
});
