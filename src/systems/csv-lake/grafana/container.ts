// The container of Grafana: the official image, its settings, and where its secrets come from.
// Source: Grafana documentation, "Configure Grafana" (variables GF_SECTION_KEY); grafana/grafana, packaging/docker/run.sh.

import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { ContainerSettings } from '../../../resources/ecs/task-definition.ts';
import type { DbInstance } from '../../../resources/rds/find-instance.ts';
import { markOf } from '../../../resources/ssm/parameter.ts';
import { DATABASE, GRAFANA } from '../converter/postgres/users.ts';
import { provisioning, START } from './provisioning.ts';
import type { GrafanaSecrets } from './users.ts';

/** Grafana 13.2.3, the image on Alpine for every architecture, by its digest: a tag can be moved, a digest cannot. */
export const IMAGE =
  'docker.io/grafana/grafana@sha256:b28bae15e219c998fb0e0424ed724930cc61b1f61fb404d47c862f9a23f9e572';
export const VERSION = '13.2.3';

export const CONTAINER = 'grafana';
export const PORT = 3000;
/** Answers 200 once it has its database. */
export const HEALTH = '/api/health';

export interface ContainerNeeds {
  readonly region: string;
  readonly logGroup: string;
  /** "https://…/" */
  readonly url: string;
  readonly database: DbInstance;
  readonly secrets: GrafanaSecrets;
  readonly boards: { readonly data: Dashboard; readonly system: Dashboard };
}

export function grafanaContainer({
  region,
  logGroup,
  url,
  database,
  secrets,
  boards,
}: ContainerNeeds): ContainerSettings {
  const address = `${database.host}:${database.port}`;
  return {
    ...{ name: CONTAINER, image: IMAGE, port: PORT, logGroup },
    entryPoint: ['/bin/sh', '-c'],
    command: [START],
    environment: {
      GF_PATHS_PROVISIONING: '/tmp/provisioning',
      GF_SERVER_ROOT_URL: url,
      // Its own things are in the database too: so several tasks share them, with the sessions of people.
      GF_DATABASE_TYPE: 'postgres',
      GF_DATABASE_HOST: address,
      GF_DATABASE_NAME: GRAFANA,
      GF_DATABASE_USER: GRAFANA,
      GF_DATABASE_SSL_MODE: 'verify-full',
      GF_DATABASE_CA_CERT_PATH: '/tmp/rds-ca.pem',
      GF_DATABASE_MAX_OPEN_CONN: '10',
      GF_SECURITY_COOKIE_SECURE: 'true',
      GF_USERS_ALLOW_SIGN_UP: 'false',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: '/tmp/provisioning/boards/data.json',
      // ECS reads secrets only when a task starts. Other secrets are another mark, so the tasks are replaced.
      SECRETS_MARK: markOf(secrets.adminPassword, secrets.secretKey, secrets.databasePassword, secrets.readerPassword),
      ...provisioning({ region, database: address, databaseName: DATABASE }, boards),
    },
    secrets: {
      GF_SECURITY_ADMIN_PASSWORD: secrets.adminPassword.arn,
      GF_SECURITY_SECRET_KEY: secrets.secretKey.arn,
      GF_DATABASE_PASSWORD: secrets.databasePassword.arn,
      READER_PASSWORD: secrets.readerPassword.arn,
    },
  };
}
