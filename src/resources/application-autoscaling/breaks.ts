// How somebody breaks the scaling of an ECS service.

import {
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
  type TargetTrackingScalingPolicyConfiguration as Tracking,
} from '@aws-sdk/client-application-auto-scaling';
import type { Break, Breaks } from '../break.ts';
import type { ScalingPolicy } from './find-policy.ts';
import { type ScalableTarget, scaled } from './find-target.ts';

const register = (field: string, change: object): Break<ScalableTarget> => ({
  field,
  byHand: ({ autoscaling }, { resourceId }) =>
    autoscaling.send(new RegisterScalableTargetCommand({ ...scaled(resourceId), ...change })),
});

export const scalableTargetBreaks = {
  'somebody allows more tasks': register('MaxCapacity', { MaxCapacity: 10 }),
  'somebody keeps it from ending its last task': register('MinCapacity', { MinCapacity: 2 }),
  'somebody suspends scaling out': register('suspended', { SuspendedState: { DynamicScalingOutSuspended: true } }),
} satisfies Breaks<ScalableTarget>;

/** PutScalingPolicy replaces all of it, so what stays is sent again. */
const put = (field: keyof ScalingPolicy, change: Partial<Tracking>): Break<ScalingPolicy> => ({
  field,
  byHand: ({ autoscaling }, live, PolicyName) =>
    autoscaling.send(
      new PutScalingPolicyCommand({
        ...{ ...scaled(live.resourceId), PolicyName, PolicyType: 'TargetTrackingScaling' },
        TargetTrackingScalingPolicyConfiguration: {
          ...{ TargetValue: live.TargetValue, DisableScaleIn: live.DisableScaleIn },
          ...{ ScaleInCooldown: live.ScaleInCooldown, ScaleOutCooldown: live.ScaleOutCooldown },
          PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
          ...change,
        },
      }),
    ),
});

export const scalingPolicyBreaks = {
  'somebody adds tasks only when they are nearly full': put('TargetValue', { TargetValue: 95 }),
  'somebody keeps tasks that nobody needs': put('DisableScaleIn', { DisableScaleIn: true }),
  'somebody waits an hour between two new tasks': put('ScaleOutCooldown', { ScaleOutCooldown: 3600 }),
  'somebody looks at the memory': put('PredefinedMetricType', {
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
  }),
} satisfies Breaks<ScalingPolicy>;
