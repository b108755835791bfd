// A cluster, a task definition with its two roles, and a service, for tests.

import type { Owned } from '../../../aws/clients.ts';
import { allow, policy } from '../../../aws/policy.ts';
import { PURPOSE as about } from '../../../testing/recorder.ts';
import { iamRole } from '../../iam/role.ts';
import { ecsCluster } from '../cluster.ts';
import { fargateService } from '../service.ts';
import { fargateTask } from '../task-definition.ts';

const LOGS = policy(allow('Log', ['logs:PutLogEvents'], ['*']));

export const SIZE = { cpu: 512, memory: 1024 };

/** @param name begins the names of all @param image of the container */
export function serviceSteps(cloud: Owned, name: string, image = 'docker.io/grafana/grafana:13.0.2') {
  const role = (side: string) =>
    iamRole(cloud, { name: `${name}-${side}`, service: 'ecs-tasks.amazonaws.com', about, policy: () => LOGS });
  return {
    cluster: ecsCluster(cloud, { name, about }),
    executionRole: role('execution'),
    taskRole: role('task'),
    task: fargateTask(cloud, {
      ...{ family: name, about, ...SIZE },
      container: () => ({
        ...{ name: 'page', image, port: 3000 },
        entryPoint: ['/bin/sh', '-c'],
        command: ['exec /run.sh'],
        environment: { COLOUR: 'green' },
        secrets: { PASSWORD: cloud.arn('ssm', 'parameter/ada/password') },
        logGroup: `/ecs/${name}`,
      }),
    }),
    service: fargateService(cloud, {
      ...{ name, cluster: name, about, container: 'page', port: 3000, least: 1, graceSeconds: 300, ...SIZE },
    }),
  };
}

/** The ARN of a target group that nobody asks for. */
export const targetGroupIn = (cloud: Owned, name: string) => ({
  arn: cloud.arn('elasticloadbalancing', `targetgroup/${name}/0123456789abcdef`),
});
