// Runs the SQL of a board, as Grafana's server does: macros are replaced, the answer is columns.
// Source of the macros: Grafana documentation, "PostgreSQL query editor: Macros".

import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { PostgresSource } from './provisioned.ts';

/** Milliseconds since 1970. */
export interface Time {
  readonly from: number;
  readonly to: number;
}

/** As Grafana answers: one list of values for each column. */
export interface Frame {
  readonly schema: {
    readonly refId: string;
    readonly fields: readonly { name: string; type: 'number' | 'string' | 'time' | 'boolean' }[];
  };
  readonly data: { readonly values: readonly (readonly unknown[])[] };
}

const HOUR = 3600;
const iso = (moment: number) => `'${new Date(moment).toISOString()}'`;

export const withoutMacros = (sql: string, { from, to }: Time): string =>
  sql
    .replaceAll('$__interval', `${HOUR}s`)
    .replace(/\$__timeFilter\(([^()]+)\)/g, (_, column: string) => `${column} BETWEEN ${iso(from)} AND ${iso(to)}`)
    .replace(
      /\$__timeGroupAlias\(([^(),]+),\s*'?(\d+)s'?\)/g,
      (_, column: string, seconds: string) =>
        `floor(extract(epoch FROM ${column}) / ${seconds}) * ${seconds} AS "time"`,
    );

/** Ids of pg_type.dat. */
const NUMBERS = new Set([20, 21, 23, 700, 701, 1700]);
const TIMES = new Set([1082, 1114, 1184]);
const BOOLEAN = 16;
const kindOf = (id: number) =>
  NUMBERS.has(id) ? 'number' : TIMES.has(id) ? 'time' : id === BOOLEAN ? 'boolean' : 'string';

/** A new connection each time, as the user of the data source. @throws the database's error */
export async function ask(source: PostgresSource, sql: string, time: Time, refId = 'A'): Promise<Frame> {
  const { host, port, user, password, database } = source;
  const client = new pg.Client({
    ...{ host, port, user, password, database, application_name: 'grafana stand-in', connectionTimeoutMillis: 5_000 },
    ssl: { ca: readFileSync(source.ca, 'utf8') },
  });
  client.on('error', () => {}); // told by the query
  try {
    await client.connect();
    const { fields, rows } = await client.query({ text: withoutMacros(sql, time), rowMode: 'array' });
    const kinds = fields.map(({ dataTypeID }) => kindOf(dataTypeID));
    const cell = (value: unknown, column: number) =>
      value === null
        ? null
        : kinds[column] === 'number'
          ? Number(value)
          : value instanceof Date
            ? value.getTime()
            : value;
    return {
      schema: { refId, fields: fields.map(({ name }, column) => ({ name, type: kinds[column] ?? 'string' })) },
      data: { values: fields.map((_, column) => rows.map((row: unknown[]) => cell(row[column], column))) },
    };
  } finally {
    await client.end();
  }
}

/** Does the database of Grafana itself answer? The user and the database are those of the variables GF_DATABASE_…. */
export async function health(env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  const [host = '', port] = String(env.GF_DATABASE_HOST).split(':');
  const source = {
    ...{
      uid: '',
      host,
      port: Number(port),
      user: String(env.GF_DATABASE_USER),
      password: String(env.GF_DATABASE_PASSWORD),
    },
    ...{ database: String(env.GF_DATABASE_NAME), ca: String(env.GF_DATABASE_CA_CERT_PATH) },
  };
  return ask(source, 'SELECT 1', { from: 0, to: 0 }).then(
    () => true,
    () => false,
  );
}
