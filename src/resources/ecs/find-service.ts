// A service as ECS describes it, and what ECS itself says about it.
// Notice: a deleted service is DRAINING while its tasks end, and then stays listed as INACTIVE, which counts as absent.

import { type Deployment, DescribeServicesCommand, type Service as Description } from '@aws-sdk/client-ecs';
import type { Owned } from '../../aws/clients.ts';
import type { LiveTags } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';
import { CLUSTER_ABSENT } from './cluster.ts';
import { readTags } from './tags.ts';

export interface EcsService {
  readonly name: string;
  readonly cluster: string;
  readonly arn: string;
  /** ACTIVE or DRAINING. */
  readonly status: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  /** As many tasks run as are wanted, and no deployment is under way. */
  readonly isSteady: boolean;
  /** Id of a deployment that ECS gave up, or of the one to which it went back then. */
  readonly failed: string | undefined;
  /** The newest messages of ECS, newest first. */
  readonly events: readonly string[];
  readonly taskDefinition: string | undefined;
  readonly Subnets: readonly string[];
  readonly SecurityGroups: readonly string[];
  readonly assignPublicIp: string | undefined;
  readonly healthCheckGracePeriodSeconds: number | undefined;
  readonly circuitBreaker: { readonly enable: boolean; readonly rollback: boolean };
  readonly loadBalancers: readonly object[];
  readonly madeAt: Date | undefined;
  readonly tags: LiveTags;
}

const EVENTS = 3;

export async function findService({ ecs }: Owned, cluster: string, name: string): Promise<EcsService | undefined> {
  const answer = await absentWhen(CLUSTER_ABSENT, () =>
    ecs.send(new DescribeServicesCommand({ cluster, services: [name], include: ['TAGS'] })),
  );
  const live = answer?.services?.find(({ status }) => status !== 'INACTIVE');
  return live && readService(name, cluster, live);
}

function readService(name: string, cluster: string, live: Description): EcsService {
  const { deployments = [], desiredCount = 0, runningCount = 0 } = live;
  const { subnets = [], securityGroups = [], assignPublicIp } = live.networkConfiguration?.awsvpcConfiguration ?? {};
  const breaker = live.deploymentConfiguration?.deploymentCircuitBreaker;
  return {
    ...{ name, cluster, desiredCount, runningCount, assignPublicIp },
    arn: String(live.serviceArn),
    status: String(live.status),
    isSteady: runningCount >= desiredCount && !deployments.some(isUnderWay),
    failed: deployments.find((one) => one.status === 'PRIMARY' && hasFailed(one))?.id,
    events: (live.events ?? []).slice(0, EVENTS).map(({ message }) => String(message)),
    taskDefinition: live.taskDefinition,
    Subnets: subnets,
    SecurityGroups: securityGroups,
    healthCheckGracePeriodSeconds: live.healthCheckGracePeriodSeconds,
    circuitBreaker: { enable: breaker?.enable ?? false, rollback: breaker?.rollback ?? false },
    loadBalancers: (live.loadBalancers ?? []).map(({ targetGroupArn, containerName, containerPort }) => ({
      ...{ targetGroupArn, containerName, containerPort },
    })),
    madeAt: live.createdAt,
    tags: readTags(live.tags),
  };
}

const isUnderWay = ({ status, rolloutState }: Deployment) =>
  rolloutState === 'IN_PROGRESS' || (status === 'ACTIVE' && rolloutState !== 'FAILED');

/** ECS says so in the state; and of a deployment that goes back to an earlier one, in the reason. */
const hasFailed = ({ rolloutState, rolloutStateReason = '' }: Deployment) =>
  rolloutState === 'FAILED' || /circuit breaker: rolling back/i.test(rolloutStateReason);
