// The table of a dataset. It has the columns of all its files, and for each row the file and the line it came from.
// Files of one dataset may differ: a new column is added, and a type is widened so that it holds both.

import type { Client } from 'pg';
import type { Column } from '../rows.ts';
import { type ColumnType, converted, TYPES, wider } from './column-types.ts';
import { quoted, tableOf } from './identifier.ts';

/** Makes the table, or makes it fit these columns too. The caller holds the lock of the dataset. */
export async function fitTable(client: Client, dataset: string, columns: readonly Column[]): Promise<void> {
  const live = await columnsOf(client, dataset);
  const table = tableOf(dataset);
  if (!live.size) {
    const declared = columns.map(({ name, kind }) => `${quoted(name)} ${TYPES[kind]}`);
    const own = ['_file text NOT NULL', '_line bigint NOT NULL', ...declared, 'PRIMARY KEY (_file, _line)'];
    await client.query(`CREATE TABLE ${table} (${own.join(', ')})`);
    return;
  }
  const changes = columns.flatMap(({ name, kind }) => change(name, live.get(name), TYPES[kind]));
  if (changes.length) await client.query(`ALTER TABLE ${table} ${changes.join(', ')}`);
}

function change(name: string, live: ColumnType | undefined, wanted: ColumnType): string[] {
  const column = quoted(name);
  if (!live) return [`ADD COLUMN ${column} ${wanted}`];
  const type = wider(live, wanted);
  return type === live ? [] : [`ALTER COLUMN ${column} TYPE ${type} USING ${converted(column, live, type)}`];
}

/** Name -> type; empty when there is no table. */
async function columnsOf(client: Client, dataset: string): Promise<Map<string, ColumnType>> {
  const { rows } = await client.query<{ name: string; type: ColumnType }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
    [tableOf(dataset)],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

export const hasTable = async (client: Client, dataset: string): Promise<boolean> =>
  (await columnsOf(client, dataset)).size > 0;
