// The scaling of an ECS service, beat by beat. The alarms of its policy are made and deleted by AWS alone.

import {
  DescribeScalingPoliciesCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { makeTinyService } from '../../testing/prerequisites.ts';
import { PURPOSE as about, recordedContext } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { CLOUDWATCH } from '../cloudwatch/list.ts';
import { scalableTargetBreaks, scalingPolicyBreaks } from './breaks.ts';
import { scaled } from './find-target.ts';
import { SCALING } from './list.ts';
import { scalableTarget } from './scalable-target.ts';
import { cpuPolicy } from './scaling-policy.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const service = await makeTinyService(testCloud);
const target = scalableTarget(cloud, { ...service, about, min: 1, max: 3 });
const policy = cpuPolicy(cloud, { ...service, name: `${name}-cpu`, about, cpu: 60 });
const needs = { service };
const resource = `service/${service.cluster}/${service.service}`;

const alarms = async () =>
  ((await cloud.cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? []).map(
    ({ AlarmName = '' }) => AlarmName,
  );
const listed = async (of = SCALING) => {
  const found: string[] = [];
  for await (const one of of.list(cloud, (kind) => (kind === 'Scalable target' ? [resource] : [])))
    found.push(`${one.service} ${one.name}`);
  return found;
};

fourBeats('The scalable target', testCloud, () => ({ step: target, needs }), scalableTargetBreaks);
fourBeats(
  'The scaling policy',
  testCloud,
  async () => ({ step: policy, needs: { target: await make(target, needs) } }),
  scalingPolicyBreaks,
);

test('the two alarms come and go with the policy; the receipt knows them, and the list of our alarms does not', async () => {
  const { alarms: made } = await make(policy, { target: await make(target, needs) });
  expect(made).toHaveLength(2);
  expect(await alarms()).toEqual(made);
  expect(await listed()).toEqual([`Scalable target ${resource}`, ...made.map((one) => `Alarm ${one}`)]);
  expect(await listed(CLOUDWATCH)).toEqual([]);
  expect(await policy.remove(ctx)).toBe('removed');
  expect(await alarms()).toEqual([]);
  await target.remove(ctx);
  expect(await listed()).toEqual([]);
});

test('a target that goes takes its policy with it', async () => {
  await make(policy, { target: await make(target, needs) });
  expect(await target.remove(ctx)).toBe('removed');
  expect(await policy.remove(ctx)).toBe('absent');
  expect(await listed()).toEqual([]);
});

test('an alarm that AWS has not deleted yet is named with its reason', async () => {
  const AlarmName = `TargetTracking-${resource}-AlarmHigh-1`;
  const rule = { ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 3, Period: 60 } as const;
  const metric = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Statistic: 'Average' as const, Threshold: 60 };
  const other = await openTestCloud();
  await other.cloud.cloudwatch.send(new PutMetricAlarmCommand({ AlarmName, ...rule, ...metric }));
  const found = [];
  for await (const one of SCALING.list(other.cloud, () => [resource])) found.push(one);
  expect(found).toEqual([
    {
      service: 'Alarm',
      name: AlarmName,
      why: expect.objectContaining({ en: expect.stringMatching(/deleted by AWS/) }),
    },
  ]);
});

test('of a service that somebody else scales nothing is touched', async () => {
  await cloud.autoscaling.send(
    new RegisterScalableTargetCommand({ ...scaled(resource), MinCapacity: 1, MaxCapacity: 9 }),
  );
  await expect(target.remove(ctx)).rejects.toThrow(/does not carry this project's tags/);
  expect(await policy.remove(ctx)).toBe('absent');
  const theirs = await cloud.autoscaling.send(new DescribeScalingPoliciesCommand(scaled(resource)));
  expect(theirs.ScalingPolicies).toEqual([]);
});

test('a service that never comes: said after two minutes, with the words of AWS', async () => {
  const { cluster, service: gone } = await makeTinyService(await openTestCloud());
  const waiting = recordedContext();
  const step = scalableTarget(cloud, { cluster: `${cluster}-x`, service: gone, about, min: 1, max: 3 });
  await expect(step.ensure(needs, waiting)).rejects.toThrow(/ECS service doesn't exist.*tried again for 2 min/);
  expect(waiting.now()).toBeLessThan(200);
});
