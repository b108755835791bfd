// How somebody breaks a cluster, a task definition and a service.

import {
  DescribeTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  UpdateClusterSettingsCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { Break, Breaks } from '../break.ts';
import type { Cluster } from './cluster.ts';
import type { EcsService } from './find-service.ts';
import type { TaskDefinition } from './find-task-definition.ts';

export const clusterBreaks = {
  'somebody switches Container Insights on': {
    field: 'containerInsights',
    byHand: ({ ecs }, { name }) =>
      ecs.send(
        new UpdateClusterSettingsCommand({
          cluster: name,
          settings: [{ name: 'containerInsights', value: 'enabled' }],
        }),
      ),
  },
} satisfies Breaks<Cluster>;

/** Registers a further revision, as the console does. A service that moves to the repaired one changes too. */
const revised = (
  field: string,
  change: (live: RegisterTaskDefinitionCommandInput) => Partial<RegisterTaskDefinitionCommandInput>,
): Break<TaskDefinition> => ({
  field,
  spreads: true,
  async byHand({ ecs }, { arn }) {
    const { taskDefinition, tags } = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ['TAGS'] }),
    );
    const { family, cpu, memory, networkMode, executionRoleArn, taskRoleArn, ...more } = taskDefinition ?? {};
    const live = {
      ...{ family, cpu, memory, networkMode, executionRoleArn, taskRoleArn, tags },
      requiresCompatibilities: more.requiresCompatibilities,
      containerDefinitions: more.containerDefinitions,
    };
    await ecs.send(new RegisterTaskDefinitionCommand({ ...live, ...change(live) }));
  },
});

const inContainer = (change: object) => (live: RegisterTaskDefinitionCommandInput) => ({
  containerDefinitions: live.containerDefinitions?.map((one) => ({ ...one, ...change })),
});

export const taskDefinitionBreaks = {
  'somebody registers a revision with another image': revised(
    'image',
    inContainer({ image: 'docker.io/library/busybox:latest' }),
  ),
  'somebody registers a revision with more memory': revised('memory', () => ({ memory: '4096' })),
  'somebody registers a revision with a password in plain text': revised(
    'environment',
    inContainer({ environment: [{ name: 'PASSWORD', value: 'mine' }] }),
  ),
} satisfies Breaks<TaskDefinition>;

const updated = (field: string, change: object): Break<EcsService> => ({
  field,
  byHand: ({ ecs }, { name, cluster }) => ecs.send(new UpdateServiceCommand({ cluster, service: name, ...change })),
});

export const serviceBreaks = {
  'somebody stops its tasks': updated('desiredCount', { desiredCount: 0 }),
  'somebody switches the circuit breaker off': updated('circuitBreaker', {
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } },
  }),
  'somebody shortens the grace period': updated('healthCheckGracePeriodSeconds', { healthCheckGracePeriodSeconds: 5 }),
} satisfies Breaks<EcsService>;
