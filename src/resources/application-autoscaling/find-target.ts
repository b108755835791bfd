// A scalable target as Application Auto Scaling describes it: the number of tasks of an ECS service, and its limits.

import { DescribeScalableTargetsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-application-auto-scaling';
import type { Owned } from '../../aws/clients.ts';
import type { LiveTags } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';

export interface ScalableTarget {
  /** "service/CLUSTER/SERVICE" */
  readonly resourceId: string;
  readonly arn: string;
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
  /** Scaling that somebody suspended: "DynamicScalingInSuspended". */
  readonly suspended: readonly string[];
  readonly tags: LiveTags;
}

/** An ECS service, by the names of its cluster and of itself. */
export interface ScaledService {
  readonly cluster: string;
  readonly service: string;
}

export const SCALING_ABSENT = ['ObjectNotFoundException', 'ResourceNotFoundException'];

export const resourceIdOf = ({ cluster, service }: ScaledService): string => `service/${cluster}/${service}`;

/** What is scaled: the fields with which every call names it. */
export const scaled = (resourceId: string) => ({
  ServiceNamespace: 'ecs' as const,
  ResourceId: resourceId,
  ScalableDimension: 'ecs:service:DesiredCount' as const,
});

export async function findTarget(
  { autoscaling }: Pick<Owned, 'autoscaling'>,
  resourceId: string,
): Promise<ScalableTarget | undefined> {
  const { ServiceNamespace, ScalableDimension } = scaled(resourceId);
  const { ScalableTargets } = await autoscaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace, ScalableDimension, ResourceIds: [resourceId] }),
  );
  const live = ScalableTargets?.[0];
  if (!live) return undefined;
  const arn = live.ScalableTargetARN ?? '';
  const answer = await absentWhen(SCALING_ABSENT, () =>
    autoscaling.send(new ListTagsForResourceCommand({ ResourceARN: arn })),
  );
  return {
    resourceId,
    arn,
    MinCapacity: live.MinCapacity ?? 0,
    MaxCapacity: live.MaxCapacity ?? 0,
    suspended: Object.entries(live.SuspendedState ?? {}).flatMap(([what, is]) => (is ? [what] : [])),
    tags: answer?.Tags,
  };
}
