// The rows of a file in its table, so that the newest upload wins and no event counts twice, in whatever order events
// come and wherever a function is killed: everything happens in one transaction, and its end is the last thing.
// A ledger says which upload of a file the table has. S3's sequencer orders the uploads of one key.
// Two locks, always in this order: of the file, while the other places are written; of its dataset, while the table changes.

import type { Client } from 'pg';
import type { Rows, Version } from '../rows.ts';
import { type DatabaseSettings, withDatabase } from './connection.ts';
import { copyRows } from './copy-rows.ts';
import { tableOf } from './identifier.ts';
import { fitTable, hasTable } from './table.ts';
import { refusalOf } from './table-refusal.ts';
import { WRITER } from './users.ts';

/** What an event led to. Repeated: this very upload is in the table already. Older: a newer one is. */
export type Outcome = 'replaced' | 'repeated' | 'older';

export interface Lake {
  /**
   * Puts the rows of this upload in the place of those of an earlier one.
   * @param write called when this upload is the newest, while no other event of this file is worked on. It gives the rows,
   * or `undefined` for a file that was refused: then the table has none of it. `taken` is a rival of its key that is loaded
   * @throws what `write` throws; TableRefusal when the table cannot take the file; the database's error. Then nothing was changed
   */
  replace(version: Version, write: Write): Promise<Outcome>;
}
export type Write = (taken: string | undefined) => Promise<Rows | undefined>;

export const lakeOf = (settings: DatabaseSettings): Lake => ({
  replace: (version, write) => withDatabase(settings, WRITER, (client) => replace(client, version, write)),
});

async function replace(client: Client, version: Version, write: Write): Promise<Outcome> {
  const { bucket, key, rivals, dataset, sequencer } = version;
  await client.query('BEGIN');
  // One lock for all keys whose files would have the same names.
  await lock(client, 'file', `${bucket}/${[key, ...rivals].toSorted().at(-1)}`);
  const { rows: ledger } = await client.query<{ key: string; sequencer: string; rows: string | null }>(
    'SELECT key, sequencer, rows FROM ledger.files WHERE bucket = $1 AND key = ANY ($2)',
    [bucket, [key, ...rivals]],
  );
  const before = ledger.find((one) => one.key === key)?.sequencer;
  if (before !== undefined && before >= sequencer) return before === sequencer ? 'repeated' : 'older';

  const taken = ledger.find((one) => one.key !== key && one.rows !== null); // a refused file has no rows and no files
  const rows = await write(taken?.key);
  await lock(client, 'dataset', dataset);
  const count = await replaceRows(client, version, rows).catch((error: unknown) => {
    throw refusalOf(error, dataset);
  });
  await client.query(
    `INSERT INTO ledger.files (bucket, key, dataset, sequencer, rows, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (bucket, key) DO UPDATE
     SET dataset = excluded.dataset, sequencer = excluded.sequencer, rows = excluded.rows, at = excluded.at, loaded_at = now()`,
    [bucket, key, dataset, sequencer, count, version.at],
  );
  await client.query('COMMIT');
  return 'replaced';
}

/** @returns how many rows the file has now; null for a refused file */
async function replaceRows(client: Client, { dataset, key }: Version, rows: Rows | undefined): Promise<number | null> {
  if (rows) await fitTable(client, dataset, rows.columns);
  else if (!(await hasTable(client, dataset))) return null;
  await client.query(`DELETE FROM ${tableOf(dataset)} WHERE _file = $1`, [key]);
  return rows ? copyRows(client, dataset, key, rows) : null;
}

/** Held until the transaction ends. Two names may share a lock: then one waits for the other, and nothing else happens. */
async function lock(client: Client, what: 'file' | 'dataset', name: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${what}:${name}`]);
}
