// The target-tracking policies of the stand-in for Application Auto Scaling, each with its two alarms.

import { randomUUID } from 'node:crypto';
import type {
  DescribeScalingPoliciesCommandInput,
  PutScalingPolicyCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import { type Book, now } from './books.ts';
import { deleteAlarms, putAlarms, type Where } from './ministack.ts';
import { invalid, NAMES, noPolicy, noTarget, partsOf } from './refusal.ts';

const METRICS: Readonly<Record<string, string>> = {
  ECSServiceAverageCPUUtilization: 'CPUUtilization',
  ECSServiceAverageMemoryUtilization: 'MemoryUtilization',
};

/** Makes it, or replaces what it says; its ARN and its alarms' names stay. */
export async function putPolicy(book: Book, input: PutScalingPolicyCommandInput, where: Where): Promise<object> {
  const { PolicyName = '', ResourceId = '', PolicyType, TargetTrackingScalingPolicyConfiguration: tracking } = input;
  const parts = partsOf(ResourceId);
  const metric = METRICS[tracking?.PredefinedMetricSpecification?.PredefinedMetricType ?? ''];
  if (PolicyType !== 'TargetTrackingScaling' || !tracking?.TargetValue || !metric)
    throw invalid(`The local cloud takes target tracking of these metrics only: ${Object.keys(METRICS).join(', ')}`);
  if (!book.targets[ResourceId]) throw noTarget(ResourceId);
  const key = keyOf(ResourceId, PolicyName);
  const { PolicyARN, Alarms, CreationTime } = book.policies[key] ?? newPolicy(ResourceId, PolicyName, where);
  const names = Alarms.map(({ AlarmName }) => AlarmName);
  await putAlarms(where, { names, ...parts, metric, target: tracking.TargetValue, policyArn: PolicyARN });
  book.policies[key] = {
    ...{ ResourceId, PolicyName, PolicyARN, Alarms, CreationTime },
    TargetTrackingScalingPolicyConfiguration: tracking,
  };
  return { PolicyARN, Alarms };
}

const newPolicy = (ResourceId: string, PolicyName: string, { account, region }: Where) => ({
  PolicyARN: `arn:aws:autoscaling:${region}:${account}:scalingPolicy:${randomUUID()}:resource/ecs/${ResourceId}:policyName/${PolicyName}`,
  Alarms: ['High', 'Low'].map((which) => {
    const AlarmName = `TargetTracking-${ResourceId}-Alarm${which}-${randomUUID()}`;
    return { AlarmName, AlarmARN: `arn:aws:cloudwatch:${region}:${account}:alarm:${AlarmName}` };
  }),
  CreationTime: now(),
});

export async function deletePolicy(
  book: Book,
  { ResourceId, PolicyName }: { ResourceId: string; PolicyName: string },
  where: Where,
): Promise<object> {
  const live = book.policies[keyOf(ResourceId, PolicyName)];
  if (!live) throw book.targets[ResourceId] ? noPolicy(ResourceId, PolicyName) : noTarget(ResourceId);
  await deleteAlarms(
    where,
    live.Alarms.map(({ AlarmName }) => AlarmName),
  );
  delete book.policies[keyOf(ResourceId, PolicyName)];
  return {};
}

export const policiesIn = ({ policies }: Book, { ResourceId, PolicyNames }: DescribeScalingPoliciesCommandInput) =>
  Object.values(policies)
    .filter((one) => !ResourceId || one.ResourceId === ResourceId)
    .filter(({ PolicyName }) => !PolicyNames || PolicyNames.includes(PolicyName))
    .map((policy) => ({ ...NAMES, PolicyType: 'TargetTrackingScaling', ...policy }));

const keyOf = (resource: string, policy: string) => `${resource} ${policy}`;
