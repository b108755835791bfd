// The stand-in for Application Auto Scaling through the SDK, as AWS answers (aws-sdk, service model; Terraform's
// aws_appautoscaling_target and _policy for the refusals).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  ListTagsForResourceCommand,
  PutScalingPolicyCommand,
  type PutScalingPolicyCommandInput,
  RegisterScalableTargetCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, expect, inject, test } from 'vitest';
import { makeTinyService } from '../../testing/prerequisites.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { ScalingService } from './service.ts';

const testCloud = await openTestCloud();
const { cloud, name } = testCloud;
const { autoscaling, cloudwatch } = cloud;
const { cluster, service } = await makeTinyService(testCloud);
const ResourceId = `service/${cluster}/${service}`;
const its = { ServiceNamespace: 'ecs', ResourceId, ScalableDimension: 'ecs:service:DesiredCount' } as const;
const limits = { MinCapacity: 1, MaxCapacity: 3 };
const PolicyName = `${name}-cpu`;
const tracking = (TargetValue: number): PutScalingPolicyCommandInput => ({
  ...{ ...its, PolicyName, PolicyType: 'TargetTrackingScaling' },
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
  },
});
const alarms = async () => (await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? [];
const register = (more = {}) => autoscaling.send(new RegisterScalableTargetCommand({ ...its, ...limits, ...more }));

const folder = mkdtempSync(join(tmpdir(), 'scaling-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a target is registered once, changed by name, and has the tags of its first call', async () => {
  const { ScalableTargetARN: first } = await register({ Tags: { project: 'ada' } });
  expect(first).toMatch(
    new RegExp(`^arn:aws:application-autoscaling:us-east-1:${cloud.account}:scalable-target/\\w+$`),
  );
  const { ScalableTargetARN: second } = await register({
    MinCapacity: undefined,
    MaxCapacity: 5,
    Tags: { other: 'x' },
  });
  expect(second).toBe(first);
  await autoscaling.send(new TagResourceCommand({ ResourceARN: first, Tags: { stage: 'dev', gone: '' } }));
  await autoscaling.send(new UntagResourceCommand({ ResourceARN: first, TagKeys: ['gone'] }));
  const { Tags } = await autoscaling.send(new ListTagsForResourceCommand({ ResourceARN: first }));
  expect(Tags).toEqual({ project: 'ada', stage: 'dev' });
  const all = await autoscaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }));
  expect(all.ScalableTargets).toMatchObject([
    {
      ...its,
      MinCapacity: 1,
      MaxCapacity: 5,
      ScalableTargetARN: first,
      SuspendedState: { DynamicScalingInSuspended: false },
    },
  ]);
  expect(all.ScalableTargets?.[0]?.CreationTime).toBeInstanceOf(Date);
});

test('a policy has two alarms in CloudWatch; they follow it, and go with it', async () => {
  await register();
  const { PolicyARN, Alarms } = await autoscaling.send(new PutScalingPolicyCommand(tracking(60)));
  const names = Alarms?.map(({ AlarmName }) => AlarmName);
  expect(names).toEqual([
    expect.stringMatching(`^TargetTracking-${ResourceId}-AlarmHigh-`),
    expect.stringMatching(`^TargetTracking-${ResourceId}-AlarmLow-`),
  ]);
  const again = await autoscaling.send(new PutScalingPolicyCommand(tracking(70)));
  expect(again).toMatchObject({ PolicyARN, Alarms });
  expect((await alarms()).map(({ AlarmName, Threshold }) => [AlarmName, Threshold])).toEqual([
    [names?.[0], 70],
    [names?.[1], 63],
  ]);
  const { ScalingPolicies } = await autoscaling.send(new DescribeScalingPoliciesCommand({ ...its }));
  expect(ScalingPolicies).toMatchObject([
    { ...its, PolicyName, PolicyARN, PolicyType: 'TargetTrackingScaling', Alarms },
  ]);
  await autoscaling.send(new DeleteScalingPolicyCommand({ ...its, PolicyName }));
  expect(await alarms()).toEqual([]);
});

test('a target takes its policies and their alarms with it', async () => {
  await register();
  await autoscaling.send(new PutScalingPolicyCommand(tracking(60)));
  await autoscaling.send(new DeregisterScalableTargetCommand(its));
  expect(await alarms()).toEqual([]);
  expect((await autoscaling.send(new DescribeScalingPoliciesCommand({ ...its }))).ScalingPolicies).toEqual([]);
  expect(
    (await autoscaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }))).ScalableTargets,
  ).toEqual([]);
});

const away = { ...its, ResourceId: `service/${cluster}/another` };
const refusals: Record<string, [() => Promise<unknown>, string, RegExp]> = {
  'a target of a service that is not there': [
    () => autoscaling.send(new RegisterScalableTargetCommand({ ...away, ...limits })),
    ...(['ValidationException', /ECS service doesn't exist: service\//] as const),
  ],
  'a target in a cluster that is not there': [
    () => register({ ResourceId: 'service/nowhere/x' }),
    ...(['ValidationException', /ECS service doesn't exist/] as const),
  ],
  'a target without limits': [
    () => autoscaling.send(new RegisterScalableTargetCommand(its)),
    ...(['ValidationException', /MinCapacity and MaxCapacity/] as const),
  ],
  'more at least than at most': [
    () => register({ MinCapacity: 9 }),
    ...(['ValidationException', /cannot be less/] as const),
  ],
  'another kind of service': [
    () => register({ ServiceNamespace: 'dynamodb' }),
    ...(['ValidationException', /namespace: dynamodb/] as const),
  ],
  'a policy without a target': [
    () => autoscaling.send(new PutScalingPolicyCommand({ ...tracking(60), ...away })),
    ...(['ObjectNotFoundException', /^No scalable target registered for service namespace: ecs/] as const),
  ],
  'to delete a policy that is not there': [
    () => autoscaling.send(new DeleteScalingPolicyCommand({ ...away, PolicyName })),
    ...(['ObjectNotFoundException', /^No scal/] as const),
  ],
  'to deregister what is not registered': [
    () => autoscaling.send(new DeregisterScalableTargetCommand(away)),
    ...(['ObjectNotFoundException', /^No scalable target/] as const),
  ],
  'tags of a target that is not there': [
    () => autoscaling.send(new ListTagsForResourceCommand({ ResourceARN: 'arn:aws:nothing' })),
    ...(['ResourceNotFoundException', /doesn't exist/] as const),
  ],
};

test.each(Object.entries(refusals))('refused: %s', async (_, [ask, refusal, message]) => {
  await expect(ask()).rejects.toMatchObject({ name: refusal, message: expect.stringMatching(message) });
});

test('accounts and regions see nothing of each other; what is remembered is there after a new start', async () => {
  const settings = { endpoint: inject('cloud').endpoint, file: join(folder, 'scaling.json') };
  const here = { account: cloud.account, region: 'us-east-1' };
  const ask = (of: ScalingService, where: typeof here) =>
    of.answer({ ...where, operation: 'DescribeScalableTargets', input: its });
  const before = new ScalingService(settings);
  await before.answer({ ...here, operation: 'RegisterScalableTarget', input: { ...its, ...limits } });
  const after = new ScalingService(settings);
  expect(await ask(after, here)).toEqual(await ask(before, here));
  expect(await ask(after, here)).toMatchObject({ ScalableTargets: [{ ResourceId }] });
  expect(await ask(after, { ...here, region: 'us-west-2' })).toEqual({ ScalableTargets: [] });
  expect(await ask(after, { ...here, account: '111122223333' })).toEqual({ ScalableTargets: [] });
});
