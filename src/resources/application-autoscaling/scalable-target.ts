// A scalable target: the number of tasks of an ECS service may change by itself, between a least and a most.
// Notice: deregister it before the service goes. A target outlives its service, and so do the alarms of its policies.

import {
  DeregisterScalableTargetCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import type { Owned } from '../../aws/clients.ts';
import { isOurs } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import { findTarget, resourceIdOf, SCALING_ABSENT, type ScalableTarget, scaled } from './find-target.ts';
import { scalingRights } from './rights.ts';

export interface ScalableTargetSettings {
  /** Names of the ECS cluster and of the service in it. */
  cluster: string;
  service: string;
  about: Purpose;
  /** Tasks. */
  min: number;
  max: number;
}

const NOT_SUSPENDED = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};

export const scalingBusy: RetryableError = {
  kinds: ['ConcurrentUpdateException'],
  because: {
    en: 'another change of the scaling is under way',
    pt: 'outra mudança do escalonamento está em andamento',
  },
  patience: 120,
};
const serviceTooNew: RetryableError = {
  kinds: ['ValidationException'],
  message: /service doesn't exist|Unable to assume IAM role/i,
  because: {
    en: 'Application Auto Scaling does not know the new service, or its own role, yet',
    pt: 'o Application Auto Scaling ainda não conhece o serviço novo ou a própria role',
  },
  patience: 120,
};

/** Needs the service to be there: nothing of it is read. */
export function scalableTarget(cloud: Owned, settings: ScalableTargetSettings) {
  const { autoscaling, tags } = cloud;
  const { about, min, max } = settings;
  const resourceId = resourceIdOf(settings);
  const its = scaled(resourceId);
  const { look, readTags, make, ours, behind, firstUse } = scalingRights(cloud, settings);
  const limits = { MinCapacity: min, MaxCapacity: max };

  return defineStep<{ service: object }, ScalableTarget>({
    kind: 'Scalable target',
    name: resourceId,
    about: { ...about, console: 'ECS > Clusters > the cluster > the service > Service auto scaling' },
    observe: () => findTarget(cloud, resourceId),
    ours: (live) => isOurs(tags, live.tags),
    create: (_, ctx) =>
      retryOn(ctx, [serviceTooNew, scalingBusy], () =>
        autoscaling.send(new RegisterScalableTargetCommand({ ...its, ...limits, Tags: { ...tags } })),
      ),
    drift: (live) => differences(live, { ...limits, suspended: [] }),
    repair: (_, __, ___, ctx) =>
      retryOn(ctx, [scalingBusy], () =>
        autoscaling.send(new RegisterScalableTargetCommand({ ...its, ...limits, SuspendedState: NOT_SUSPENDED })),
      ),
    destroy: (_, ctx) =>
      retryOn(ctx, [scalingBusy], () =>
        absentWhen(SCALING_ABSENT, () => autoscaling.send(new DeregisterScalableTargetCommand(its))),
      ),
    patience: 300,
    lag: cloud.local ? 0 : 10,
    rights: [look, readTags, make, ours('DeregisterScalableTarget RegisterScalableTarget'), ...behind, firstUse],
  });
}
