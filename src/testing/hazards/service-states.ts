// A service of ECS takes minutes until its tasks run, and until they have ended. Its own role does not exist in an account that
// never used ECS. Tasks that do not start end the deployment (circuit breaker). A deleted service is DRAINING first, and its
// tasks' network interfaces go after it. The cluster stays until it is empty (ECS developer guide; recorded texts).

import { DeleteServiceCommand } from '@aws-sdk/client-ecs';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { Interfaces } from './network-interfaces.ts';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Call, type Hazard, is } from './wire.ts';

export interface ServiceTimes {
  /** Seconds until the account's own role for ECS works. */
  readonly role?: number;
  /** Until the tasks of a deployment run. */
  readonly starting?: number;
  readonly draining?: number;
  /** From the end of the service until the interfaces of its tasks are gone. */
  readonly holding?: number;
  /** How many deployments fail, from the first on. */
  readonly failures?: number;
}

/** An event of ECS, as users report it. */
export const PULL_FAILED =
  '(service s) was unable to place a task. Reason: CannotPullContainerError: pull image manifest has been retried 5 time(s).';
const NO_ROLE = 'Unable to assume the service linked role. Please verify that the ECS service linked role exists.';

export function serviceStates({ clock, ground }: HazardContext, times: ServiceTimes = {}): Hazard {
  const { role = 20, starting = 150, draining = 90, holding = 60, failures = 0 } = times;
  const later = new Later(clock);
  const interfaces = new Interfaces();
  let roleAt: number | undefined;
  let deployments = 0;
  let steadyAt = 0;

  const deploy = async (pass: () => Promise<Answer>) => {
    const answer = await pass();
    if (answer.status >= 300) return answer;
    deployments += 1;
    steadyAt = clock.now() + starting;
    return answer;
  };
  const shown = (answer: Answer) =>
    changed(answer, (service) => {
      if (later.has('delete')) Object.assign(service, { status: 'DRAINING', desiredCount: 0 });
      if (service.status !== 'ACTIVE') return;
      const state = clock.now() < steadyAt ? 'IN_PROGRESS' : deployments <= failures ? 'FAILED' : undefined;
      if (!state) return;
      Object.assign(service, { runningCount: 0, events: [{ message: PULL_FAILED }] });
      Object.assign(service.deployments[0] ?? {}, { rolloutState: state, id: `ecs-svc/${deployments}` });
    });

  return async (call, pass) => {
    await later.due();
    if (call.service !== 'ecs') return interfaces.hazard(call, pass);
    if (is(call, 'CreateService')) {
      roleAt ??= clock.now() + role;
      if (clock.now() < roleAt) return refuse(call, 'InvalidParameterException', NO_ROLE);
      if (later.has('delete'))
        return refuse(call, 'InvalidParameterException', 'Unable to Start a service that is still Draining.');
      interfaces.there.add(interfaceOf(call));
      return deploy(pass);
    }
    if (is(call, 'UpdateService') && call.input.forceNewDeployment) return deploy(pass);
    if (is(call, 'DescribeServices')) return shown(await pass());
    if (is(call, 'DeleteService')) {
      const at = { cluster: asked(call, 'cluster'), service: asked(call, 'service') };
      later.put('delete', draining, async () => {
        await ground.ecs.send(new DeleteServiceCommand({ ...at, force: true }));
        later.put('interfaces', holding, async () => interfaces.there.clear());
      });
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"service":{"status":"DRAINING"}}',
      };
    }
    if (is(call, 'DeleteCluster') && later.has('delete'))
      return refuse(
        call,
        'ClusterContainsServicesException',
        'The Cluster cannot be deleted while Services are active.',
      );
    return pass();
  };
}

interface Told {
  readonly status: string;
  readonly deployments: object[];
}

function changed(answer: Answer, change: (service: Told) => void): Answer {
  if (answer.status >= 300) return answer;
  const told: { services: Told[] } = JSON.parse(answer.body);
  told.services.forEach(change);
  return { ...answer, body: JSON.stringify(told) };
}

/** Of the service's first task. */
function interfaceOf({ input }: Call) {
  const { awsvpcConfiguration } = input.networkConfiguration as {
    awsvpcConfiguration: { subnets: string[]; securityGroups: string[] };
  };
  return {
    ...{ id: 'eni-task', description: 'arn:aws:ecs:us-east-1:000000000000:attachment/0a1b', vpc: '' },
    ...{ subnet: String(awsvpcConfiguration.subnets[0]), groups: awsvpcConfiguration.securityGroups },
    idle: () => undefined,
  };
}
