// Removes Grafana: first what scales it and the way in, then the tasks, then what they used. The network goes when the interfaces of the load
// balancer and of the tasks have left it.

import type { AnyStep } from '../../../engine/lifecycle.ts';
import type { GrafanaParts } from './parts.ts';

/** `down`, or `removeIfPresent`. */
type Remove = (steps: readonly AnyStep[], ...after: Promise<unknown>[]) => Promise<void>;

export interface Removed {
  /** The database knows nothing of Grafana any more. */
  readonly users: Promise<void>;
  /** Nothing uses its subnets and groups any more, but for interfaces that AWS still removes. */
  readonly idle: Promise<void>;
  readonly all: Promise<unknown>;
}

export function removeGrafana(remove: Remove, part: GrafanaParts): Removed {
  const unscaled = remove([part.scaling], remove([part.scalingPolicy])); // before the service, which they outlive
  const closed = remove([part.listener]);
  const ended = remove([part.service], unscaled, closed);
  const idle = remove([part.cluster, part.task, part.loadBalancer, part.targetGroup], ended);
  const uncertified = remove([part.certificate], idle);
  const users = remove([part.users], ended);
  const { adminPassword, secretKey, databasePassword, readerPassword } = part;
  const forgotten = remove([adminPassword, secretKey, databasePassword, readerPassword], users);
  return { users, idle, all: Promise.all([uncertified, forgotten]) };
}

/** For a system that stays. @param after the tasks have ended, and no other group names that of Grafana */
export function removeGrafanaNetwork(remove: Remove, part: GrafanaParts, ...after: Promise<unknown>[]): Promise<void> {
  const { gateway, subnetA, subnetB, routes } = part.public;
  const unruled = remove([part.balancerRules, part.grafanaRules, routes], ...after);
  return remove([part.balancerGroup, part.grafanaGroup, gateway, subnetA, subnetB], unruled);
}

/** What goes last: ECS still writes into the log, with the rights of the role. */
export const grafanaRemains = (part: GrafanaParts): readonly AnyStep[] => [part.startRole, part.taskRole, part.logs];
