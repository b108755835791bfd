// What Grafana finds in its folder when it starts: the data source of PostgreSQL, and the boards. Files of Grafana are YAML; those of
// this project are JSON, which is YAML.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PostgresSource {
  readonly uid: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Path of the authorities that must have signed the server's certificate. */
  readonly ca: string;
}

export interface Target {
  readonly refId: string;
  readonly rawSql?: string;
  readonly datasource?: { readonly uid?: string };
}
export interface Panel {
  readonly title?: string;
  readonly type: string;
  readonly targets?: readonly Target[];
}
export interface Variable {
  readonly name: string;
  readonly label?: string;
  readonly type: string;
  readonly query?: unknown;
  readonly includeAll?: boolean;
  readonly allValue?: string;
}
export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly panels?: readonly Panel[];
  readonly templating?: { readonly list?: readonly Variable[] };
  readonly time?: { readonly from: string; readonly to: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** As Grafana does: $NAME is the variable NAME. */
const expanded = (text: unknown, env: Environment): string =>
  String(text).replace(/\$(\w+)/g, (whole, name: string) => env[name] ?? whole);

const filesIn = (folder: string) =>
  readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));

/** @throws Error when there is none, or when its server would not be verified */
export function postgresSource(env: Environment): PostgresSource {
  const all = filesIn(join(String(env.GF_PATHS_PROVISIONING), 'datasources')).flatMap(({ datasources }) => datasources);
  const found = all.find(({ type }) => type === 'grafana-postgresql-datasource');
  if (!found) throw new Error('No data source of PostgreSQL was provisioned.');
  if (found.jsonData.sslmode !== 'verify-full') throw new Error('The data source does not verify its server.');
  const [host = '', port] = expanded(found.url, env).split(':');
  return {
    ...{ uid: found.uid, host, port: Number(port), user: found.user, database: found.jsonData.database },
    password: expanded(found.secureJsonData.password, env),
    ca: expanded(found.jsonData.sslRootCertFile, env),
  };
}

export function boards(env: Environment): Board[] {
  const providers = filesIn(join(String(env.GF_PATHS_PROVISIONING), 'dashboards')).flatMap((file) => file.providers);
  return providers.flatMap(({ options }) => filesIn(expanded(options.path, env)));
}
