// What the database has besides the tables of datasets: its users, and the ledger. Two halves. The owner makes the users,
// once. The writer makes the ledger, and owns every table.
// Notice: since PostgreSQL 16 whoever makes a user becomes a member of it. So from the moment the users are members of
// rds_iam, the owner is one too, and RDS refuses its password. That is why nothing else is left to the owner.

import type { Client } from 'pg';
import { READER, READERS, SCHEMA_VERSION, WRITER } from './users.ts';

/** Seconds that one query of a reader may take. */
export const QUERY_SECONDS = 15;

/**
 * Runs as the owner. Can be repeated, also with the other way to connect.
 * @param password of the function's users; without it they connect with tokens of IAM. RDS takes no password of a member of rds_iam
 */
export async function makeUsers(client: Client, database: string, password?: string): Promise<void> {
  const here = client.escapeIdentifier(database);
  await client.query('BEGIN');
  for (const [name, login] of [
    [READERS, 'NOLOGIN'],
    [WRITER, 'LOGIN'],
    [READER, 'LOGIN'],
  ])
    await client.query(`DO $$ BEGIN CREATE ROLE ${name} ${login}; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  for (const statement of [
    `REVOKE ALL ON DATABASE ${here} FROM PUBLIC`,
    `GRANT CONNECT, CREATE ON DATABASE ${here} TO ${WRITER}`,
    `GRANT CONNECT ON DATABASE ${here} TO ${READERS}`,
    `GRANT ${READERS} TO ${READER}`,
    `ALTER ROLE ${READER} SET default_transaction_read_only = on`,
    `ALTER ROLE ${READER} SET statement_timeout = '${QUERY_SECONDS}s'`,
    ...[WRITER, READER].map(
      (user) => `ALTER ROLE ${user} PASSWORD ${password === undefined ? 'NULL' : client.escapeLiteral(password)}`,
    ),
    password === undefined
      ? `GRANT rds_iam TO ${WRITER}, ${READER}` // last: see above
      : `REVOKE rds_iam FROM ${WRITER}, ${READER}`,
  ])
    await client.query(statement);
  await client.query('COMMIT');
}

/** Runs as the writer. Can be repeated. Readers may read every table that the writer makes in `lake`, from its first moment. */
export async function makeSchema(client: Client): Promise<void> {
  await client.query('BEGIN');
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('schema', 0))"); // CREATE IF NOT EXISTS may collide
  for (const statement of [
    'CREATE SCHEMA IF NOT EXISTS lake',
    'CREATE SCHEMA IF NOT EXISTS ledger',
    `GRANT USAGE ON SCHEMA lake, ledger TO ${READERS}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA lake GRANT SELECT ON TABLES TO ${READERS}`,
    `CREATE TABLE IF NOT EXISTS ledger.files (
       bucket text NOT NULL, key text NOT NULL, dataset text NOT NULL, sequencer text NOT NULL,
       rows bigint, at timestamptz NOT NULL, loaded_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (bucket, key))`,
    'CREATE TABLE IF NOT EXISTS ledger.schema (version integer NOT NULL)',
    `GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO ${READERS}`,
    'DELETE FROM ledger.schema',
    `INSERT INTO ledger.schema VALUES (${SCHEMA_VERSION})`,
  ])
    await client.query(statement);
  await client.query('COMMIT');
}

/** 0 when there is no schema yet. */
export async function schemaVersion(client: Client): Promise<number> {
  const { rows } = await client.query("SELECT to_regclass('ledger.schema') IS NOT NULL AS there");
  if (!rows[0].there) return 0;
  return Number((await client.query('SELECT max(version) AS version FROM ledger.schema')).rows[0].version ?? 0);
}
