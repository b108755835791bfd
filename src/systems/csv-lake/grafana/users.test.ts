// Grafana's users and database as a part: made through a real function in a real database; the reader reads and never writes;
// other passwords are given, and another key means a new database.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { findInstance } from '../../../resources/rds/find-instance.ts';
import { newPassword } from '../../../resources/rds/master-password.ts';
import type { Secret } from '../../../resources/ssm/parameter.ts';
import { fourBeats } from '../../../testing/four-beats.ts';
import { PURPOSE as about } from '../../../testing/recorder.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { DATABASE, GRAFANA, GRAFANA_READER } from '../converter/postgres/users.ts';
import { databaseSchema } from '../schema/schema.ts';
import { makeDatabaseFunction } from '../schema/testing/database-function.ts';
import { type GrafanaSecrets, grafanaUsers } from './users.ts';

const testCloud = await openTestCloud();
const { cloud, name, ctx, make } = testCloud;
const { needs: made } = await makeDatabaseFunction(testCloud, name);
const settings = { instance: name, functionName: name, about };
const schema = await make(databaseSchema(cloud, settings), made);
const users = grafanaUsers(cloud, settings);

const secret = (value = newPassword()): Secret => ({ ...{ name: '', arn: '', Type: 'SecureString', tags: [] }, value });
const secrets: GrafanaSecrets = {
  ...{ adminPassword: secret(), secretKey: secret() },
  ...{ databasePassword: secret(), readerPassword: secret() },
};
const needs = { ...made, secrets, schema };

/** Runs a statement with the password of that user. */
async function as(user: string, password: Secret, database: string, sql: string): Promise<unknown[]> {
  const { host = '', port } = made.database;
  const ca = readFileSync(join(inject('cloud').home, 'ca.pem'));
  const client = new pg.Client({ ...{ host, port, user, database, password: password.value }, ssl: { ca } });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

fourBeats("Grafana's part of the database", testCloud, () => ({ step: users, needs }), {});

describe('the reader', () => {
  test('reads the ledger with its password, and may not write, nor leave its read-only mode to write', async () => {
    await users.ensure(needs, ctx);
    const sql = 'SELECT current_user, count(*)::int AS files FROM ledger.files';
    expect(await as(GRAFANA_READER, secrets.readerPassword, DATABASE, sql)).toEqual([
      { current_user: GRAFANA_READER, files: 0 },
    ]);
    for (const write of [
      'DELETE FROM ledger.files',
      'SET default_transaction_read_only = off; DELETE FROM ledger.files',
      'SET default_transaction_read_only = off; CREATE TABLE lake.mine (a int)',
    ])
      await expect(as(GRAFANA_READER, secrets.readerPassword, DATABASE, write)).rejects.toMatchObject({
        code: expect.stringMatching(/^(25006|42501)$/),
      });
  });

  test('opens nothing with the password of another user, and not the database of Grafana itself', async () => {
    await expect(as(GRAFANA_READER, secrets.databasePassword, DATABASE, 'SELECT 1')).rejects.toThrow(/password/);
    await expect(as(GRAFANA_READER, secrets.readerPassword, GRAFANA, 'SELECT 1')).rejects.toThrow(/permission denied/);
    await expect(as(GRAFANA, secrets.databasePassword, DATABASE, 'SELECT 1')).rejects.toThrow(/permission denied/);
  });
});

const marks = (change: Partial<GrafanaSecrets>) => users.ensure({ ...needs, secrets: { ...secrets, ...change } }, ctx);

test('another password is given to the user, and what Grafana has stored stays', async () => {
  await users.ensure(needs, ctx);
  await as(GRAFANA, secrets.databasePassword, GRAFANA, 'CREATE TABLE kept (a int)');
  const databasePassword = secret();
  expect(await marks({ databasePassword })).toMatchObject({ outcome: 'repaired', drift: [{ field: 'passwords' }] });
  await expect(as(GRAFANA, secrets.databasePassword, GRAFANA, 'SELECT 1')).rejects.toThrow(/password/);
  expect(await as(GRAFANA, databasePassword, GRAFANA, 'SELECT * FROM kept')).toEqual([]);
});

test('another key means a new database, also while somebody is connected, because nobody could read the old one', async () => {
  await users.ensure(needs, ctx);
  const busy = as(GRAFANA, secrets.databasePassword, GRAFANA, 'SELECT pg_sleep(60)');
  const ended = expect(busy).rejects.toThrow(/terminat/);
  const secretKey = secret();
  expect(await marks({ secretKey })).toMatchObject({ outcome: 'repaired', drift: [{ field: 'inside' }] });
  await ended;
  await expect(as(GRAFANA, secrets.databasePassword, GRAFANA, 'SELECT * FROM kept')).rejects.toThrow(/does not exist/);
});

test('no tag tells a secret', async () => {
  await users.ensure(needs, ctx);
  const tags = JSON.stringify((await findInstance(cloud, name))?.tags);
  expect(tags).toMatch(/"grafana","Value":"[0-9a-f]{12}-[0-9a-f]{12}"/);
  for (const { value } of Object.values(secrets)) expect(tags).not.toContain(value);
});
