// The database and the list of its subnets, beat by beat; and that behind the settings there is a PostgreSQL server that
// takes the password which RDS was given, over TLS and not without.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateDBSubnetGroupCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { makeNetwork } from '../../testing/prerequisites.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { dbInstanceBreaks, dbSubnetGroupBreaks } from './breaks.ts';
import type { DbInstance } from './find-instance.ts';
import { type InstanceSettings, postgresInstance } from './instance.ts';
import { RDS } from './list.ts';
import { resetMasterPassword } from './master-password.ts';
import { dbSubnetGroup } from './subnet-group.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx, writesDuring } = testCloud;
const { subnets, group } = await makeNetwork(testCloud);

const settings: InstanceSettings = {
  id: name,
  about: PURPOSE,
  database: 'lake',
  masterUser: 'lake_owner',
  instanceClass: 'db.t4g.micro',
  storageType: 'gp3',
  storage: 20,
  backupDays: 1,
};
const instanceWith = (change: Partial<InstanceSettings> = {}) => postgresInstance(cloud, { ...settings, ...change });
const instance = instanceWith();
const subnetGroupStep = dbSubnetGroup(cloud, { name: `${name}-database`, about: PURPOSE });
const subnetGroup = () => make(subnetGroupStep, { subnets });
const needs = async () => ({ subnets: await subnetGroup(), group });

/** A connection as the master user. */
async function connected({ host = '', port, DBName }: DbInstance, password: string, tls = true) {
  const ca = readFileSync(join(inject('cloud').home, 'ca.pem'));
  const client = new pg.Client({
    ...{ host, port, password, user: settings.masterUser, database: DBName ?? '' },
    ssl: tls && { ca },
  });
  await client.connect();
  return client;
}

fourBeats('The DB subnet group', testCloud, () => ({ step: subnetGroupStep, needs: { subnets } }), dbSubnetGroupBreaks);
fourBeats('The DB instance', testCloud, async () => ({ step: instance, needs: await needs() }), dbInstanceBreaks);

test('a new master password opens the database, the old one does not, and nothing opens it without TLS', async () => {
  const live = await make(instance, await needs());
  const first = await resetMasterPassword(cloud, name, ctx);
  const client = await connected(live, first);
  const { rows } = await client.query('SELECT rolcreaterole, rolsuper FROM pg_roles WHERE rolname = current_user');
  expect(rows).toEqual([{ rolcreaterole: true, rolsuper: false }]);
  await client.query('CREATE TABLE kept (a int)');
  await client.end();

  const second = await resetMasterPassword(cloud, name, ctx);
  expect(second).not.toBe(first);
  await expect(connected(live, first)).rejects.toMatchObject({ code: '28P01' });
  await expect(connected(live, second, false)).rejects.toMatchObject({ code: '28000' });
  const again = await connected(live, second);
  expect((await again.query('SELECT count(*)::int AS n FROM kept')).rows).toEqual([{ n: 0 }]);
  await again.end();
});

test('an instance that is made again after it was deleted is empty', async () => {
  await make(instance, await needs());
  expect(await instance.remove(ctx)).toBe('removed');
  const live = await make(instance, await needs());
  const client = await connected(live, await resetMasterPassword(cloud, name, ctx));
  expect((await client.query("SELECT FROM pg_tables WHERE tablename = 'kept'")).rowCount).toBe(0);
  await client.end();
});

test('what RDS can never change is named with what to do, and no call is sent', async () => {
  const live = await make(instance, await needs());
  const refusals = [
    [instanceWith({ database: 'other' }), /DBName lake, which cannot be changed to other/],
    [instanceWith({ masterUser: 'other' }), /MasterUsername lake_owner, which cannot be changed to other/],
  ] as const;
  for (const [step, message] of refusals) {
    const writes = await writesDuring(async () =>
      expect(step.ensure(await needs(), ctx)).rejects.toMatchObject({
        message: expect.stringMatching(message),
        next: { en: expect.stringMatching(/down and up again/) },
      }),
    );
    expect(writes).toBe(0);
  }
  const fields = async (change: object) =>
    instance.compare({ ...live, ...change }, await needs()).map(({ field }) => field);
  expect(await fields({ StorageEncrypted: false })).toEqual(['StorageEncrypted']);
  expect(await fields({ AllocatedStorage: 10 })).toEqual(['AllocatedStorage']);
  expect(await fields({ AllocatedStorage: 500 }), 'storage grows by itself and never shrinks').toEqual([]);
});

test('a final snapshot is made when it is asked for: it is listed, and may stay', async () => {
  const step = instanceWith({ finalSnapshot: `${name}-last` });
  await make(step, await needs());
  await step.remove(ctx);
  const left = [];
  for await (const one of RDS.list(cloud, () => [])) left.push(one);
  expect(left).toContainEqual({
    service: 'DB snapshot',
    name: `${name}-last`,
    stays: expect.stringMatching(/somebody asked for it/),
  });
});

test('it costs what the price page says, and a larger class says that it costs more', () => {
  expect(instance.about).toMatchObject({ perHour: 0.0192 });
  expect(instanceWith({ instanceClass: 'db.t4g.small' }).about).toMatchObject({ moreFor: 'db.t4g.small' });
});

test('a database of our name without our tags is refused', async () => {
  const other = await openTestCloud();
  await other.cloud.rds.send(
    new CreateDBSubnetGroupCommand({
      DBSubnetGroupName: name,
      DBSubnetGroupDescription: 'of somebody else',
      SubnetIds: (await makeNetwork(other)).subnets.map(({ id }) => id),
    }),
  );
  const step = dbSubnetGroup(other.cloud, { name, about: PURPOSE });
  await expect(step.remove(ctx)).rejects.toThrow(/does not carry this project's tags/);
  expect((await other.cloud.rds.send(new DescribeDBInstancesCommand({}))).DBInstances).toEqual([]);
});
