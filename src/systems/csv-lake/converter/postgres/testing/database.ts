// A real database for tests: an instance of the local cloud with its users and its ledger, as `up` makes them.

import { join } from 'node:path';
import { inject } from 'vitest';
import type { Owned } from '../../../../../aws/clients.ts';
import { unwatched } from '../../../../../engine/wait.ts';
import { postgresInstance } from '../../../../../resources/rds/instance.ts';
import { resetMasterPassword } from '../../../../../resources/rds/master-password.ts';
import { dbSubnetGroup } from '../../../../../resources/rds/subnet-group.ts';
import { makeNetwork } from '../../../../../testing/prerequisites.ts';
import { PURPOSE } from '../../../../../testing/recorder.ts';
import { openTestCloud } from '../../../../../testing/test-cloud.ts';
import { databaseAction } from '../actions.ts';
import { type DatabaseSettings, withDatabase } from '../connection.ts';
import { DATABASE, OWNER, WRITER } from '../users.ts';

export interface TestDatabase {
  readonly settings: DatabaseSettings;
  readonly cloud: Owned;
  /** Name of the instance. */
  readonly name: string;
  /** Runs a statement as the writer. */
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

/** An instance without users. The function's environment points to it. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const testCloud = await openTestCloud();
  const { cloud, name, make } = testCloud;
  const { subnets, group } = await makeNetwork(testCloud);
  const subnetGroup = await make(dbSubnetGroup(cloud, { name, about: PURPOSE }), { subnets });
  const instance = postgresInstance(cloud, {
    ...{ id: name, about: PURPOSE, database: DATABASE, masterUser: OWNER, instanceClass: 'db.t4g.micro' },
    ...{ storageType: 'gp3', storage: 20, backupDays: 1 },
  });
  const live = await make(instance, { subnets: subnetGroup, group });
  const settings = { host: String(live.host), port: live.port, database: DATABASE, region: cloud.region };
  delete process.env.AWS_PROFILE; // of another test: the SDK would take its keys, and a function has none
  Object.assign(process.env, {
    DATABASE_HOST: settings.host,
    DATABASE_PORT: String(settings.port),
    DATABASE_NAME: DATABASE,
    AWS_REGION: cloud.region,
    AWS_ACCESS_KEY_ID: cloud.account, // for the token, which is computed and sent nowhere but to the database
    AWS_SECRET_ACCESS_KEY: 'test',
    NODE_EXTRA_CA_CERTS: join(inject('cloud').home, 'ca.pem'),
  });
  return {
    ...{ settings, cloud, name },
    rows: (sql, values) => withDatabase(settings, WRITER, async (client) => (await client.query(sql, values)).rows),
  };
}

/** With users and ledger. */
export async function readyDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  const password = await resetMasterPassword(database.cloud, database.name, unwatched());
  await databaseAction({ action: 'migrate', user: OWNER, password });
  return database;
}
