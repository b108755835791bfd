// The database servers of a local cloud: they keep their rows when it stops and starts, move when their port is taken,
// and leave no process and no file. The processes are real, in a private home.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateDBInstanceCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  ModifyDBInstanceCommand,
  StartDBInstanceCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openCloud } from '../../aws/clients.ts';
import { localDatabases } from '../../aws/local-databases.ts';
import { inEnglish } from '../../engine/text.ts';
import { findLocalCloud, type LocalCloud, resetLocalCloud, startLocalCloud, stopLocalCloud } from '../cloud.ts';
import { placeOf } from '../place.ts';
import { anyFreePort, isFree } from '../ports.ts';
import { privateHome } from '../private-cloud.ts';
import { processes, signal } from '../processes.ts';
import { readNote, serverNames } from './server-files.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const ID = { DBInstanceIdentifier: 'kept' };
const OWNER = { MasterUsername: 'owner', MasterUserPassword: 'a-password-of-the-test' };
const NEW = { ...ID, ...OWNER, Engine: 'postgres', DBInstanceClass: 'db.t4g.micro', DBName: 'lake' };

async function rdsOf({ endpoint, home }: LocalCloud) {
  const cloud = await openCloud({ region: 'us-east-1', endpoint, adapt: localDatabases({ home }) });
  onTestFinished(() => cloud.close());
  return cloud.rds;
}

/** Runs statements as the owner and returns the rows of the last one. A server that has just been started is waited for. */
async function query(cloud: LocalCloud, ...statements: string[]): Promise<object[]> {
  const { DBInstances } = await (await rdsOf(cloud)).send(new DescribeDBInstancesCommand(ID));
  const { Address = '', Port = 0 } = DBInstances?.[0]?.Endpoint ?? {};
  for (;;) {
    const client = new pg.Client({
      ...{ host: Address, port: Port, database: 'lake' },
      ...{ user: OWNER.MasterUsername, password: OWNER.MasterUserPassword },
      ssl: { ca: readFileSync(cloud.cache.ca) },
    });
    client.on('error', () => {}); // the test ends servers while clients are connected
    try {
      await client.connect();
      let rows: object[] = [];
      for (const statement of statements) rows = (await client.query(statement)).rows;
      return rows;
    } catch (error) {
      if (!['ECONNREFUSED', '57P03'].includes(String((error as { code?: string }).code))) throw error;
      await pause(100);
    } finally {
      await client.end();
    }
  }
}

const serversOf = ({ home }: LocalCloud) =>
  processes().filter(({ command }) => command.includes(`-D ${placeOf(home).databases}/`));

test('its rows outlive a stop; a taken port is replaced; delete and reset leave nothing', async () => {
  const home = privateHome();
  const first = await startLocalCloud({ home });
  expect(serverNames(placeOf(home))).toEqual([]);
  await (await rdsOf(first)).send(new CreateDBInstanceCommand(NEW));
  await query(first, 'CREATE TABLE kept (text text)', "INSERT INTO kept VALUES ('três linhas')");
  const port = Number(((await query(first, 'SHOW port')) as { port: string }[])[0]?.port);
  expect(serversOf(first)).toHaveLength(1);
  await stopLocalCloud({ home });
  expect(serversOf(first)).toEqual([]);
  expect(await isFree(port)).toBe(true);

  const stranger = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void stranger.close());
  const said: string[] = [];
  const second = await startLocalCloud({ home, say: (sentence) => void said.push(inEnglish(sentence)) });
  expect(said).toEqual([
    expect.stringMatching(`^port ${port} is taken by another program: a local database now listens`),
  ]);
  expect(await query(second, 'SELECT * FROM kept')).toEqual([{ text: 'três linhas' }]);

  await (await rdsOf(second)).send(new DeleteDBInstanceCommand({ ...ID, SkipFinalSnapshot: true }));
  expect(serversOf(second)).toEqual([]);
  expect(readdirSync(placeOf(home).databases)).toEqual([]);

  await (await rdsOf(second)).send(new CreateDBInstanceCommand(NEW));
  await resetLocalCloud({ home });
  expect(serversOf(second)).toEqual([]);
  expect(existsSync(placeOf(home).databases) && readdirSync(placeOf(home).databases)).toEqual([]);
});

test('while an instance is stopped its server does not run, also after a new start of the cloud; then its rows are there', async () => {
  const home = privateHome();
  const cloud = await startLocalCloud({ home });
  const rds = await rdsOf(cloud);
  await rds.send(new CreateDBInstanceCommand(NEW));
  await query(cloud, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (7)');
  await rds.send(new StopDBInstanceCommand(ID));
  await expect.poll(() => serversOf(cloud)).toEqual([]); // its process ends right after its last file
  const { port } = readNote(placeOf(home), 'us-east-1-000000000000-db-kept') ?? { port: 0 };
  await expect.poll(() => isFree(port)).toBe(false); // it is kept for it
  await stopLocalCloud({ home });
  const again = await startLocalCloud({ home });
  await (await rdsOf(again)).send(new DescribeDBInstancesCommand(ID)); // a look does not start it
  expect(serversOf(again)).toEqual([]);
  await (await rdsOf(again)).send(new StartDBInstanceCommand(ID));
  expect(serversOf(again)).toHaveLength(1);
  expect(await query(again, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
});

test('an instance whose server was never made gets one at the next look: a killed command is continued', async () => {
  const cloud = await startLocalCloud({ home: privateHome() });
  const Port = await anyFreePort();
  const killed = await openCloud({ region: 'us-east-1', endpoint: cloud.endpoint }); // RDS answers, nothing more happens
  onTestFinished(() => killed.close());
  await killed.rds.send(new CreateDBInstanceCommand({ ...NEW, Port }));
  expect(serversOf(cloud)).toEqual([]);
  await (await rdsOf(cloud)).send(new DescribeDBInstancesCommand(ID));
  expect(serversOf(cloud)).toHaveLength(1);
});

test('two commands that ask for the same instance at once get one server, and each new password counts', async () => {
  const cloud = await startLocalCloud({ home: privateHome() });
  const [one, two] = [await rdsOf(cloud), await rdsOf(cloud)];
  const made = await Promise.allSettled([one, two].map((rds) => rds.send(new CreateDBInstanceCommand(NEW))));
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(made.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { name: 'DBInstanceAlreadyExistsFault' },
  });
  expect(serversOf(cloud)).toHaveLength(1);
  await two.send(new ModifyDBInstanceCommand({ ...ID, MasterUserPassword: 'another-password' }));
  await expect(query(cloud, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  await one.send(new ModifyDBInstanceCommand({ ...ID, MasterUserPassword: OWNER.MasterUserPassword }));
  expect(await query(cloud, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a server that ends by itself is named in the log, and the rest of the cloud goes on', async () => {
  const cloud = await startLocalCloud({ home: privateHome() });
  await (await rdsOf(cloud)).send(new CreateDBInstanceCommand(NEW));
  const [server] = serversOf(cloud);
  signal(server?.pid ?? 0, 'SIGKILL');
  await expect
    .poll(() => readFileSync(cloud.log, 'utf8'), { timeout: 10_000 })
    .toMatch(/keeper: database server us-east-1-000000000000-db-kept ended by itself \(SIGKILL\); the others go on/);
  expect(await findLocalCloud(cloud)).toEqual(cloud);
  await stopLocalCloud(cloud);
  await startLocalCloud(cloud);
  expect(await query(cloud, 'SELECT 1 AS one'), 'it starts again with the cloud').toEqual([{ one: 1 }]);
});
