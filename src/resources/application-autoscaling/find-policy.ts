// A target-tracking policy as Application Auto Scaling describes it.

import { DescribeScalingPoliciesCommand } from '@aws-sdk/client-application-auto-scaling';
import type { Owned } from '../../aws/clients.ts';
import { scaled } from './find-target.ts';

export interface ScalingPolicy {
  readonly name: string;
  readonly arn: string;
  /** Of its target. */
  readonly resourceId: string;
  readonly PolicyType: string | undefined;
  /** "ECSServiceAverageCPUUtilization" */
  readonly PredefinedMetricType: string | undefined;
  /** Percent. */
  readonly TargetValue: number | undefined;
  /** Seconds to wait after tasks were taken away, and after tasks were added. */
  readonly ScaleInCooldown: number | undefined;
  readonly ScaleOutCooldown: number | undefined;
  readonly DisableScaleIn: boolean;
  /** Names of the two alarms that AWS makes, and deletes with the policy. Nobody else may delete them. */
  readonly alarms: readonly string[];
}

export async function findPolicy(
  { autoscaling }: Pick<Owned, 'autoscaling'>,
  resourceId: string,
  name: string,
): Promise<ScalingPolicy | undefined> {
  const { ScalingPolicies } = await autoscaling.send(
    new DescribeScalingPoliciesCommand({ ...scaled(resourceId), PolicyNames: [name] }),
  );
  const live = ScalingPolicies?.[0];
  if (!live) return undefined;
  const tracking = live.TargetTrackingScalingPolicyConfiguration;
  return {
    ...{ name, resourceId },
    arn: live.PolicyARN ?? '',
    PolicyType: live.PolicyType,
    PredefinedMetricType: tracking?.PredefinedMetricSpecification?.PredefinedMetricType,
    TargetValue: tracking?.TargetValue,
    ScaleInCooldown: tracking?.ScaleInCooldown,
    ScaleOutCooldown: tracking?.ScaleOutCooldown,
    DisableScaleIn: tracking?.DisableScaleIn ?? false,
    alarms: (live.Alarms ?? []).map(({ AlarmName }) => String(AlarmName)),
  };
}
