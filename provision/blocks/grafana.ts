// Grafana: its secrets and its database, a load balancer with its certificate, and the service behind it. Not wanted any more, it
// is removed.

import type { Soon } from '../../src/engine/needs.ts';
import type { Run } from '../../src/engine/run.ts';
import type { UnderBoundary } from '../../src/resources/iam/role.ts';
import type { LambdaFunction } from '../../src/resources/lambda/function-state.ts';
import type { DbInstance } from '../../src/resources/rds/find-instance.ts';
import type { SecurityGroup } from '../../src/resources/vpc/find-groups.ts';
import type { Vpc } from '../../src/resources/vpc/vpc.ts';
import type { GrafanaDoor } from '../../src/systems/csv-lake/grafana/door.ts';
import type { GrafanaParts } from '../../src/systems/csv-lake/grafana/parts.ts';
import {
  grafanaRemains,
  removeGrafana,
  removeGrafanaNetwork,
} from '../../src/systems/csv-lake/grafana/remove-grafana.ts';
import type { GrafanaSecrets } from '../../src/systems/csv-lake/grafana/users.ts';
import { provisionPublicSubnets } from './network.ts';

interface Around extends UnderBoundary {
  readonly vpc: Vpc;
  readonly databaseGroup: SecurityGroup;
  readonly database: DbInstance;
  /** Asks the database for it. */
  readonly converter: LambdaFunction;
}
interface Before {
  readonly vpc: Promise<Vpc>;
  readonly grafanaGroup: Promise<SecurityGroup> | undefined;
  readonly databaseRules: Promise<unknown>;
  /** The users and the ledger of the lake. */
  readonly schema: Promise<unknown>;
}

/** @returns how to open it, when all of it can be used; `undefined` without Grafana */
export function provisionGrafana(
  { up, removeIfPresent }: Pick<Run, 'up' | 'removeIfPresent'>,
  part: GrafanaParts,
  around: Soon<Around> & Before,
): Promise<GrafanaDoor | undefined> {
  const { vpc, grafanaGroup, databaseGroup, databaseRules, database, converter, schema, boundary } = around;
  if (!grafanaGroup) {
    const { idle, all } = removeGrafana(removeIfPresent, part);
    const gone = removeGrafanaNetwork(removeIfPresent, part, idle, databaseRules);
    const remains = grafanaRemains(part).filter(({ kept }) => !kept);
    removeIfPresent(remains, all, gone);
    return Promise.resolve(undefined);
  }
  const secrets = together<GrafanaSecrets>({
    adminPassword: up(part.adminPassword),
    secretKey: up(part.secretKey),
    databasePassword: up(part.databasePassword),
    readerPassword: up(part.readerPassword),
  });
  const users = up(part.users, { function: converter, database, secrets, schema });

  const { subnets, routes } = provisionPublicSubnets({ up }, part.public, vpc);
  const balancerGroup = up(part.balancerGroup, { vpc });
  const rules = Promise.all([
    up(part.balancerRules, { balancerGroup, grafanaGroup }),
    up(part.grafanaRules, { grafanaGroup, balancerGroup, databaseGroup }),
    databaseRules,
  ]);

  const loadBalancer = up(part.loadBalancer, { subnets, group: balancerGroup, routes });
  const certificate = up(part.certificate, { loadBalancer });
  const targetGroup = up(part.targetGroup, { vpc });
  const listener = up(part.listener, { loadBalancer, certificate, targetGroup });

  const logs = up(part.logs);
  const startRole = up(part.startRole, { secrets, logs, boundary });
  const taskRole = up(part.taskRole, { boundary });
  const cluster = up(part.cluster);
  const task = up(part.task, {
    executionRole: startRole,
    taskRole,
    logs,
    loadBalancer,
    targetGroup,
    database,
    secrets,
  });
  const before = Promise.all([users, rules]);
  const service = up(part.service, { cluster, task, subnets, group: grafanaGroup, targetGroup, listener, before });
  const target = up(part.scaling, { service });
  const scaled = up(part.scalingPolicy, { target });

  // A failure of one of them is told by the engine. Here nobody waits for it twice.
  const whole = Promise.all([loadBalancer, certificate, scaled]).then(([balancer, ours]) => part.door(balancer, ours));
  whole.catch(() => {});
  return whole;
}

const together = async <Things extends object>(soon: Soon<Things>): Promise<Things> =>
  Object.fromEntries(
    await Promise.all(Object.entries(soon).map(async ([name, thing]) => [name, await thing] as const)),
  ) as Things;
