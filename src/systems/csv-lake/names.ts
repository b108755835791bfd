// The names of the lake's parts.

import { stageNames } from '../../settings/stage-names.ts';

export const STACK = 'csv-lake';

/** Names of the parts, from that of the stack. */
export const partNames = (stack: string, account: string) => ({
  stack,
  bucket: `${stack}-${account}`,
  table: `${stack}-items`,
  converter: `${stack}-converter`,
  failures: `${stack}-failures`,
  /** Of container images. */
  repository: stack,
  /** Identifier of the DB instance. */
  database: stack,
  databaseSubnets: stack,
  /** Load balancer, target group, certificate, cluster, service and task definition, each in a list of its own. */
  grafana: stack,
  /** Role and log group of Grafana's tasks, and the role with which ECS starts them. */
  grafanaTask: `${stack}-grafana`,
  grafanaStart: `${stack}-grafana-start`,
  grafanaLog: `/ecs/${stack}-grafana`,
  /** The password of the function's users, with LAKE_DB_AUTH=password. */
  databasePassword: `/${stack}/database-password`,
  /** Begins the names of its secrets. */
  grafanaSecrets: `/${stack}/grafana`,
  boundary: `${stack}-boundary`,
  operators: `${stack}-operators`,
  /** Where a drill reads the operators' mails. */
  mailbox: `${stack}-drill-mail`,
  /** The two composite alarms, which send mails. */
  broken: `${stack}-is-incomplete`,
  warning: `${stack}-worth-a-look`,
});
export type PartNames = ReturnType<typeof partNames>;

/** Names that commands need without a call to AWS. */
export const namesOf = stageNames(STACK, partNames);
export type Names = ReturnType<typeof namesOf>;
