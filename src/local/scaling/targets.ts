// The scalable targets of the stand-in for Application Auto Scaling.

import { randomUUID } from 'node:crypto';
import type {
  DescribeScalableTargetsCommandInput,
  RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import { type Book, now, type Target } from './books.ts';
import { serviceExists, type Where } from './ministack.ts';
import { deletePolicy } from './policies.ts';
import { invalid, NAMES, noTarget, partsOf, Refusal } from './refusal.ts';

/** Makes it, or changes what is named of it. */
export async function register(book: Book, input: RegisterScalableTargetCommandInput, where: Where): Promise<object> {
  const { ResourceId = '', Tags = {} } = input;
  const { cluster, service } = partsOf(ResourceId);
  const live = book.targets[ResourceId];
  const { MinCapacity = live?.MinCapacity, MaxCapacity = live?.MaxCapacity } = input;
  if (MinCapacity === undefined || MaxCapacity === undefined)
    throw invalid('MinCapacity and MaxCapacity are required to register a new scalable target');
  if (MaxCapacity < MinCapacity) throw invalid('Maximum capacity cannot be less than minimum capacity');
  if (!(await serviceExists(where, cluster, service))) throw invalid(`ECS service doesn't exist: ${ResourceId}`);
  const target = live ?? newTarget(ResourceId, { ...Tags }, where);
  const SuspendedState = { ...target.SuspendedState, ...input.SuspendedState };
  book.targets[ResourceId] = { ...target, MinCapacity, MaxCapacity, SuspendedState };
  return { ScalableTargetARN: target.ScalableTargetARN };
}

const newTarget = (ResourceId: string, Tags: Record<string, string>, { account, region }: Where) => ({
  ...{ ResourceId, Tags, CreationTime: now() },
  SuspendedState: {
    DynamicScalingInSuspended: false,
    DynamicScalingOutSuspended: false,
    ScheduledScalingSuspended: false,
  },
  ScalableTargetARN: `arn:aws:application-autoscaling:${region}:${account}:scalable-target/${randomUUID().replaceAll('-', '')}`,
  RoleARN: `arn:aws:iam::${account}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
});

/** Its policies go with it. */
export async function deregister(book: Book, { ResourceId }: { ResourceId: string }, where: Where): Promise<object> {
  if (!book.targets[ResourceId]) throw noTarget(ResourceId);
  for (const policy of Object.values(book.policies).filter((one) => one.ResourceId === ResourceId))
    await deletePolicy(book, policy, where);
  delete book.targets[ResourceId];
  return {};
}

export const targetsIn = ({ targets }: Book, { ResourceIds }: DescribeScalableTargetsCommandInput) =>
  Object.values(targets)
    .filter(({ ResourceId }) => !ResourceIds || ResourceIds.includes(ResourceId))
    .map(({ Tags: _, ...target }) => ({ ...NAMES, ...target }));

/** The target of this ARN. */
export function tagged({ targets }: Book, { ResourceARN }: { ResourceARN: string }): Target {
  const found = Object.values(targets).find(({ ScalableTargetARN }) => ScalableTargetARN === ResourceARN);
  if (!found) throw new Refusal('ResourceNotFoundException', `The resource doesn't exist: ${ResourceARN}`);
  return found;
}
