// The parts of Grafana: its secrets and its database, its address on the internet, and the service that keeps it running. Names and
// settings only. LAKE_GRAFANA=off leaves all of them out.

import { callerAddress } from '../../../aws/caller-address.ts';
import type { Owned } from '../../../aws/clients.ts';
import { adoptedRoleName } from '../../../aws/lab.ts';
import type { Policy } from '../../../aws/policy.ts';
import type { AnyStep, Purpose, Step } from '../../../engine/lifecycle.ts';
import { notUsed } from '../../../engine/steps-of.ts';
import { importedCertificate } from '../../../resources/acm/certificate.ts';
import type { Certificate } from '../../../resources/acm/find-certificate.ts';
import { scalableTarget } from '../../../resources/application-autoscaling/scalable-target.ts';
import { cpuPolicy } from '../../../resources/application-autoscaling/scaling-policy.ts';
import { ecsCluster } from '../../../resources/ecs/cluster.ts';
import { fargateService } from '../../../resources/ecs/service.ts';
import { fargateTask, type TaskRoles } from '../../../resources/ecs/task-definition.ts';
import type { LoadBalancer } from '../../../resources/elbv2/find-load-balancer.ts';
import type { TargetGroup } from '../../../resources/elbv2/find-target-group.ts';
import { httpsListener } from '../../../resources/elbv2/listener.ts';
import { loadBalancer } from '../../../resources/elbv2/load-balancer.ts';
import { targetGroup } from '../../../resources/elbv2/target-group.ts';
import { adoptedRole } from '../../../resources/iam/existing-role.ts';
import { iamRole, type Role, type UnderBoundary } from '../../../resources/iam/role.ts';
import { type LogGroup, logGroup } from '../../../resources/logs/log-group.ts';
import type { DbInstance } from '../../../resources/rds/find-instance.ts';
import { isPassword, newPassword } from '../../../resources/rds/master-password.ts';
import { secretParameter } from '../../../resources/ssm/parameter.ts';
import type { Names } from '../names.ts';
import type { CsvLakeSettings } from '../settings.ts';
import { about } from './about.ts';
import { Allowed } from './allowed.ts';
import { boardsOf } from './boards.ts';
import { CONTAINER, grafanaContainer, HEALTH, PORT } from './container.ts';
import { doorOf } from './door.ts';
import { grafanaNetwork } from './network.ts';
import { startRights, taskRights } from './rights.ts';
import { type GrafanaSecrets, grafanaUsers } from './users.ts';

/** Half a processor and 1 GB: the smallest in which Grafana starts without trouble. */
const SIZE = { cpu: 512, memory: 1024 };
/** Tasks. */
const LEAST = 1;
const MOST = 3;
/** The load of their processors that is aimed at, in percent. */
const AIMED_AT = 60;

const ECS_TASKS = 'ecs-tasks.amazonaws.com';

export type GrafanaParts = ReturnType<typeof grafanaParts>;

export function grafanaParts(cloud: Owned, settings: CsvLakeSettings, names: Names) {
  const on = settings.LAKE_GRAFANA === 'on';
  const ifOn = <S extends AnyStep>(step: S): S => (on ? step : notUsed(step));
  const adopted = adoptedRoleName(cloud, settings);
  const secret = (name: keyof GrafanaSecrets, last: string) =>
    ifOn(
      secretParameter(cloud, {
        ...{ name: `${names.grafanaSecrets}/${last}`, about: about[name], make: newPassword, valid: isPassword },
      }),
    );
  const role = <Needs extends object>(
    name: string,
    says: Purpose,
    policy: (needs: Needs) => Policy,
  ): Step<Needs & UnderBoundary, Role> =>
    ifOn(
      adopted
        ? adoptedRole<Needs & UnderBoundary>(cloud, { name: adopted, user: name, about: says, service: ECS_TASKS })
        : iamRole<Needs & UnderBoundary>(cloud, { name, service: ECS_TASKS, about: says, policy }),
    );
  const name = names.grafana;
  const { gateway, subnetA, subnetB, routes, ...groups } = grafanaNetwork(cloud, {
    name: names.stack,
    cidr: settings.VPC_CIDR,
    allowed: new Allowed(async () => settings.GRAFANA_CIDR ?? callerAddress(cloud, 'GRAFANA_CIDR')),
  });

  return {
    on,
    door: (balancer: LoadBalancer, certificate: Certificate) => doorOf(cloud, names, balancer, certificate),

    public: { gateway: ifOn(gateway), subnetA: ifOn(subnetA), subnetB: ifOn(subnetB), routes: ifOn(routes) },
    balancerGroup: ifOn(groups.balancerGroup),
    grafanaGroup: ifOn(groups.grafanaGroup),
    balancerRules: ifOn(groups.balancerRules),
    grafanaRules: ifOn(groups.grafanaRules),

    adminPassword: secret('adminPassword', 'admin-password'),
    secretKey: secret('secretKey', 'secret-key'),
    databasePassword: secret('databasePassword', 'database-password'),
    readerPassword: secret('readerPassword', 'reader-password'),
    users: ifOn(grafanaUsers(cloud, { instance: names.database, functionName: names.converter, about: about.users })),

    loadBalancer: ifOn(loadBalancer(cloud, { name, about: about.loadBalancer })),
    certificate: ifOn(importedCertificate(cloud, { name, about: about.certificate })),
    targetGroup: ifOn(targetGroup(cloud, { name, about: about.targetGroup, port: PORT, healthPath: HEALTH })),
    listener: ifOn(httpsListener(cloud, { loadBalancer: name, about: about.listener })),

    logs: ifOn(
      logGroup(cloud, { name: names.grafanaLog, about: about.logs, retentionDays: settings.LOG_RETENTION_DAYS }),
    ),
    startRole: role<{ secrets: GrafanaSecrets; logs: LogGroup }>(names.grafanaStart, about.startRole, (needs) =>
      startRights({ secrets: Object.values(needs.secrets).map(({ arn }) => arn), logs: needs.logs.arn }),
    ),
    taskRole: role<object>(names.grafanaTask, about.taskRole, () => taskRights),
    cluster: ifOn(ecsCluster(cloud, { name, about: about.cluster })),
    task: ifOn(
      fargateTask<TaskNeeds>(cloud, {
        ...{ family: name, about: about.task, ...SIZE },
        container: ({ logs, loadBalancer, targetGroup, database, secrets }) =>
          grafanaContainer({
            ...{
              region: cloud.region,
              logGroup: logs.name,
              url: `https://${loadBalancer.dnsName}/`,
              database,
              secrets,
            },
            boards: boardsOf(settings, { loadBalancer, targetGroup }),
          }),
      }),
    ),
    service: ifOn(
      fargateService(cloud, {
        ...{ name, cluster: name, about: about.service, container: CONTAINER, port: PORT, least: LEAST, ...SIZE },
        graceSeconds: 300,
      }),
    ),
    scaling: ifOn(scalableTarget(cloud, { cluster: name, service: name, about: about.scaling, min: LEAST, max: MOST })),
    scalingPolicy: ifOn(
      cpuPolicy(cloud, {
        ...{ name: names.grafanaTask, cluster: name, service: name, about: about.scalingPolicy, cpu: AIMED_AT },
      }),
    ),
  };
}

interface TaskNeeds extends TaskRoles {
  logs: LogGroup;
  loadBalancer: LoadBalancer;
  targetGroup: TargetGroup;
  database: DbInstance;
  secrets: GrafanaSecrets;
}
