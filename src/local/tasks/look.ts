// One look at ECS: which services should run a task behind a load balancer, and what is in the task.

import {
  type ContainerDefinition,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  ListClustersCommand,
  ListServicesCommand,
} from '@aws-sdk/client-ecs';

/** What a service wants to run. */
export interface Wanted {
  /** ARN of the service. */
  readonly id: string;
  readonly taskDefinition: string;
  readonly targetGroup: string;
  readonly container: ContainerDefinition;
  readonly taskRole: string;
}

/** Of one region: services that are active, want a task, and are behind a load balancer. */
export async function look(ecs: ECSClient): Promise<Wanted[]> {
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  const found: Wanted[] = [];
  for (const cluster of clusterArns) {
    const { serviceArns = [] } = await ecs.send(new ListServicesCommand({ cluster }));
    if (!serviceArns.length) continue;
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster, services: serviceArns.slice(0, 10) }),
    );
    for (const { serviceArn = '', status, desiredCount = 0, taskDefinition = '', loadBalancers } of services) {
      const targetGroup = loadBalancers?.[0]?.targetGroupArn;
      if (status !== 'ACTIVE' || desiredCount < 1 || !targetGroup) continue;
      const answer = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
      const { containerDefinitions: [container] = [], taskRoleArn = '' } = answer.taskDefinition ?? {};
      if (container)
        found.push({
          ...{ id: serviceArn, taskDefinition, targetGroup, container },
          ...{ taskRole: taskRoleArn },
        });
    }
  }
  return found;
}
