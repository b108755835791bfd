// Grafana's users and its own database. Both users have passwords, which stand in the SSM Parameter Store.
// Notice: whoever makes a database for another role must be able to become it (PostgreSQL 16: "must be able to SET ROLE"), so the
// owner becomes a member of `grafana` first. A database is made outside of a transaction.

import type { Client } from 'pg';
import { QUERY_SECONDS } from './schema.ts';
import { GRAFANA, GRAFANA_READER, READERS } from './users.ts';

interface Wish {
  readonly databasePassword: string;
  readonly readerPassword: string;
  /** An earlier database of Grafana holds the passwords of its people, encrypted with a key that is gone. */
  readonly fresh: boolean;
}

/** Runs as the owner. Can be repeated: users get these passwords, and a database that is there stays. */
export async function makeGrafana(client: Client, { databasePassword, readerPassword, fresh }: Wish): Promise<void> {
  await client.query('BEGIN');
  for (const [name, password] of [
    [GRAFANA, databasePassword],
    [GRAFANA_READER, readerPassword],
  ] as const) {
    await client.query(`DO $$ BEGIN CREATE ROLE ${name} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
    await client.query(`ALTER ROLE ${name} PASSWORD ${client.escapeLiteral(password)}`);
  }
  for (const statement of [
    `GRANT ${READERS} TO ${GRAFANA_READER}`,
    `ALTER ROLE ${GRAFANA_READER} SET default_transaction_read_only = on`,
    `ALTER ROLE ${GRAFANA_READER} SET statement_timeout = '${QUERY_SECONDS}s'`,
    `GRANT ${GRAFANA} TO CURRENT_USER`,
  ])
    await client.query(statement);
  await client.query('COMMIT');

  if (fresh) await client.query(`DROP DATABASE IF EXISTS ${GRAFANA} WITH (FORCE)`);
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [GRAFANA]);
  if (!rowCount) await client.query(`CREATE DATABASE ${GRAFANA} OWNER ${GRAFANA}`);
  await client.query(`REVOKE ALL ON DATABASE ${GRAFANA} FROM PUBLIC`);
}
