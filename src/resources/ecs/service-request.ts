// What a service is asked to be: its settings and needs, the fields that are compared, and what the two calls that make
// and change it send for each of them. A change sends only what differs, because some fields start every task anew.

import type { CreateServiceCommandInput, UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import type { Drift } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import type { SecurityGroup } from '../vpc/find-groups.ts';
import type { Subnet } from '../vpc/subnet.ts';
import type { Cluster } from './cluster.ts';
import type { EcsService } from './find-service.ts';
import type { TaskDefinition } from './find-task-definition.ts';

export interface ServiceSettings {
  name: string;
  cluster: string;
  about: Purpose;
  /** The container behind the load balancer, and its port. */
  container: string;
  port: number;
  /** The fewest tasks. */
  least: number;
  /** Of a task, for the price: 1024 = one processor; MiB. */
  cpu: number;
  memory: number;
  /** Seconds in which a new task may fail the load balancer's health checks. */
  graceSeconds: number;
}

export interface ServiceNeeds {
  cluster: Cluster;
  task: TaskDefinition;
  /** Public ones: the image comes from the internet. */
  subnets: readonly Subnet[];
  group: SecurityGroup;
  targetGroup: { readonly arn: string };
  /** What must exist before ECS accepts the target group: a listener that uses it. */
  listener: unknown;
  /** What a task needs when it starts: a database, its users, rules of a network. */
  before?: unknown;
}

const BREAKER = { enable: true, rollback: true };

type Request = Partial<Omit<CreateServiceCommandInput & UpdateServiceCommandInput, 'service' | 'serviceName'>>;

function networkOf({ subnets, group }: ServiceNeeds) {
  return { subnets: subnets.map(({ id }) => id), securityGroups: [group.id], assignPublicIp: 'ENABLED' as const };
}
const balancersOf = ({ container, port }: ServiceSettings, { targetGroup }: ServiceNeeds) => [
  { targetGroupArn: targetGroup.arn, containerName: container, containerPort: port },
];

/** The compared fields. Auto scaling may have started more tasks than the least. */
export function wanted(settings: ServiceSettings, needs: ServiceNeeds, { desiredCount }: EcsService) {
  const { subnets, securityGroups, assignPublicIp } = networkOf(needs);
  return {
    taskDefinition: needs.task.arn,
    ...{ Subnets: subnets, SecurityGroups: securityGroups, assignPublicIp },
    loadBalancers: balancersOf(settings, needs),
    healthCheckGracePeriodSeconds: settings.graceSeconds,
    circuitBreaker: BREAKER,
    desiredCount: Math.max(settings.least, desiredCount),
    failed: undefined,
  };
}

/** Of a new service. */
export const whole = (settings: ServiceSettings, needs: ServiceNeeds) => ({
  taskDefinition: needs.task.arn,
  networkConfiguration: { awsvpcConfiguration: networkOf(needs) },
  loadBalancers: balancersOf(settings, needs),
  healthCheckGracePeriodSeconds: settings.graceSeconds,
  deploymentConfiguration: { deploymentCircuitBreaker: BREAKER, minimumHealthyPercent: 100, maximumPercent: 200 },
  desiredCount: settings.least,
});

/** What puts these differences right. */
export function changed(settings: ServiceSettings, needs: ServiceNeeds, drift: Drift): Request {
  const all = whole(settings, needs);
  const { networkConfiguration, deploymentConfiguration } = all;
  const of: Readonly<Record<string, Request>> = {
    taskDefinition: { taskDefinition: all.taskDefinition },
    Subnets: { networkConfiguration },
    SecurityGroups: { networkConfiguration },
    assignPublicIp: { networkConfiguration },
    loadBalancers: { loadBalancers: all.loadBalancers },
    healthCheckGracePeriodSeconds: { healthCheckGracePeriodSeconds: all.healthCheckGracePeriodSeconds },
    circuitBreaker: { deploymentConfiguration },
    desiredCount: { desiredCount: all.desiredCount },
    failed: { forceNewDeployment: true },
  };
  return Object.assign({}, ...drift.map(({ field }) => of[field]));
}
