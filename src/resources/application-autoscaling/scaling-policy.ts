// A target-tracking policy: AWS keeps a metric of an ECS service near a value, and adds or takes away tasks for it. AWS
// makes two alarms for it, named TargetTracking-…, and deletes them with the policy. Nobody else may delete them: the
// policy would not work any more.

import { DeleteScalingPolicyCommand, PutScalingPolicyCommand } from '@aws-sdk/client-application-auto-scaling';
import type { Owned } from '../../aws/clients.ts';
import { isOurs } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import { findPolicy, type ScalingPolicy } from './find-policy.ts';
import { findTarget, resourceIdOf, SCALING_ABSENT, type ScalableTarget, scaled } from './find-target.ts';
import { scalingRights } from './rights.ts';
import { scalingBusy } from './scalable-target.ts';

export interface ScalingPolicySettings {
  name: string;
  /** Names of the ECS cluster and of the service in it. */
  cluster: string;
  service: string;
  about: Purpose;
  /** Percent of the CPU of its tasks, on average. */
  cpu: number;
}

/** Seconds. A new task needs about a minute until it takes work off the others; taking one away can wait. */
const COOLDOWN = { ScaleInCooldown: 300, ScaleOutCooldown: 60 };
const METRIC = 'ECSServiceAverageCPUUtilization';

const targetTooNew: RetryableError = {
  kinds: ['ObjectNotFoundException'],
  because: {
    en: 'Application Auto Scaling does not know the new target everywhere yet',
    pt: 'o Application Auto Scaling ainda não conhece o alvo novo em todo lugar',
  },
  patience: 120,
};
const alarmsLate: RetryableError = {
  kinds: ['FailedResourceAccessException'],
  because: {
    en: 'Application Auto Scaling cannot reach its alarms yet',
    pt: 'o Application Auto Scaling ainda não alcança os próprios alarmes',
  },
  patience: 120,
};

export function cpuPolicy(cloud: Owned, settings: ScalingPolicySettings) {
  const { autoscaling, tags } = cloud;
  const { name, about, cpu } = settings;
  const resourceId = resourceIdOf(settings);
  const its = { ...scaled(resourceId), PolicyName: name };
  const { look, readTags, ours, behind } = scalingRights(cloud, settings);
  const put = () =>
    autoscaling.send(
      new PutScalingPolicyCommand({
        ...{ ...its, PolicyType: 'TargetTrackingScaling' },
        TargetTrackingScalingPolicyConfiguration: {
          ...{ ...COOLDOWN, TargetValue: cpu, DisableScaleIn: false },
          PredefinedMetricSpecification: { PredefinedMetricType: METRIC },
        },
      }),
    );

  return defineStep<{ target: ScalableTarget }, ScalingPolicy>({
    kind: 'Scaling policy',
    name,
    about: {
      ...about,
      costs: {
        en: 'its two alarms count like all others: ten are free',
        pt: 'os dois alarmes dela contam como os outros: dez são gratuitos',
      },
      console: 'ECS > Clusters > the cluster > the service > Service auto scaling',
    },
    /** It has no tags: it belongs to whom its target belongs. */
    async observe() {
      const [target, policy] = await Promise.all([findTarget(cloud, resourceId), findPolicy(cloud, resourceId, name)]);
      return target && isOurs(tags, target.tags) ? policy : undefined;
    },
    create: (_, ctx) => retryOn(ctx, [targetTooNew, alarmsLate, scalingBusy], put),
    drift: (live) =>
      differences(live, {
        ...{ PolicyType: 'TargetTrackingScaling', PredefinedMetricType: METRIC, TargetValue: cpu },
        ...{ ...COOLDOWN, DisableScaleIn: false },
      }),
    repair: (_, __, ___, ctx) => retryOn(ctx, [alarmsLate, scalingBusy], put),
    destroy: (_, ctx) =>
      retryOn(ctx, [alarmsLate, scalingBusy], () =>
        absentWhen(SCALING_ABSENT, () => autoscaling.send(new DeleteScalingPolicyCommand(its))),
      ),
    patience: 300,
    lag: cloud.local ? 0 : 10,
    rights: [look, readTags, ours('DeleteScalingPolicy PutScalingPolicy'), ...behind],
  });
}
