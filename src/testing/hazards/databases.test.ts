// Hazards of RDS: minutes to make, minutes to change, minutes to delete, and busy in between. The system is the smallest
// that has a database: a network, a subnet group and an instance.

import { DescribeDBInstancesCommand, ModifyDBInstanceCommand, StopDBInstanceCommand } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import type { Owned } from '../../aws/clients.ts';
import type { Run } from '../../engine/run.ts';
import { inEnglish } from '../../engine/text.ts';
import { networkParts } from '../../patterns/private-network.ts';
import { postgresInstance } from '../../resources/rds/instance.ts';
import { resetMasterPassword } from '../../resources/rds/master-password.ts';
import { dbSubnetGroup } from '../../resources/rds/subnet-group.ts';
import { securityGroup } from '../../resources/vpc/security-group.ts';
import { readSettings } from '../../settings/settings.ts';
import type { System } from '../../systems/system.ts';
import { PURPOSE as about } from '../recorder.ts';
import { bothEndWell } from './both-end-well.ts';
import { type InstanceTimes, instanceStates } from './instance-states.ts';
import { type Ended, openWithHazards, times } from './open.ts';
import { refuse } from './refusal.ts';
import { type Hazard, is } from './wire.ts';

const NAME = 'ada-dev-database';
const TITLE = `DB instance ${NAME}`;

const partsIn = (cloud: Owned) => ({
  network: networkParts(cloud, {
    ...{ name: NAME, cidr: '10.43.0.0/16', why: about.why, gatewayEndpoints: {}, interfaceEndpoints: {} },
  }),
  group: securityGroup(cloud, { name: `${NAME}-database`, description: 'of the database', about }),
  subnets: dbSubnetGroup(cloud, { name: NAME, about }),
  instance: postgresInstance(cloud, {
    ...{ id: NAME, about, database: 'lake', masterUser: 'lakeowner', instanceClass: 'db.t4g.micro' },
    ...{ storageType: 'gp3', storage: 20, backupDays: 1 },
  }),
});
type Parts = ReturnType<typeof partsIn>;

function up({ up }: Run, { network, group, subnets, instance }: Parts) {
  const vpc = up(network.vpc);
  const both = Promise.all([up(network.subnetA, { vpc }), up(network.subnetB, { vpc })]);
  up(instance, { subnets: up(subnets, { subnets: both }), group: up(group, { vpc }) });
  return { outputs: async () => ({ fields: {}, says: [] }), news: () => ({ fields: {}, says: [] }) };
}

function down({ down }: Run, { network, group, subnets, instance }: Parts) {
  const gone = down([instance]);
  const free = down([subnets, group], gone);
  down([network.vpc], down([network.subnetA, network.subnetB], free));
}

const system: System = {
  ...{ name: 'database', about: about.what, settings: [], boundary: undefined },
  configured: (env) => ({
    ...{ settings: readSettings(env), abilities: {}, rights: async () => [], afterDown: async () => {} },
    async story(cloud) {
      const parts = partsIn(cloud);
      return { parts, up: (run) => up(run, parts), down: (run) => down(run, parts) };
    },
  }),
};

const open = (wish: InstanceTimes = {}) => openWithHazards(system, (all) => [instanceStates(all, wish)]);
const driftOf = ({ results }: Ended) => results.find(({ title }) => title === TITLE)?.drift.map(({ field }) => field);

test('nine minutes of creating, five of deleting, two in which the subnet group is held: one run each', async () => {
  const opened = await open();
  const { up, down } = await bothEndWell(opened);
  expect(up.seconds).toBeGreaterThanOrEqual(540);
  expect(up.seconds).toBeLessThan(540 + 60);
  expect(up.told.join('\n')).toMatch(/creating, 4 min .* of about 8 min/);
  expect(times(up, 'CreateDBInstance')).toBe(1);
  expect(down.seconds).toBeGreaterThanOrEqual(300 + 120);
  expect(down.told.join('\n')).toMatch(/RDS still counts it as in use by the database that was just deleted/);
  expect(down.told.join('\n')).toMatch(/still held by RDSNetworkInterface \(in-use\)/);
  expect(times(down, 'DeleteDBInstance')).toBe(1);
});

test('forty minutes of creating are waited for too', async () => {
  const opened = await open({ creating: 40 * 60 });
  expect((await bothEndWell(opened)).up.outcomes[TITLE]).toBe('created');
});

test('several things changed by hand are put back with one call, and the new values are waited for', async () => {
  const opened = await open();
  expect((await opened.up()).errors).toEqual([]);
  await opened.ground.rds.send(
    new ModifyDBInstanceCommand({
      ...{ DBInstanceIdentifier: NAME, ApplyImmediately: true, PubliclyAccessible: true },
      ...{ BackupRetentionPeriod: 30, DeletionProtection: true },
    }),
  );
  const again = await opened.up();
  expect(again.errors).toEqual([]);
  expect(driftOf(again)).toEqual(['PubliclyAccessible', 'BackupRetentionPeriod', 'DeletionProtection']);
  expect(times(again, 'ModifyDBInstance')).toBe(1);
  expect(again.seconds).toBeGreaterThan(90);
  expect((await opened.down()).errors).toEqual([]);
});

test('a protected instance is deleted by `down`, which switches the protection off and waits until that has taken effect', async () => {
  const opened = await open();
  expect((await opened.up()).errors).toEqual([]);
  await opened.ground.rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: NAME, DeletionProtection: true }));
  const down = await opened.down();
  expect(down.errors).toEqual([]);
  expect(down.told.join('\n')).toMatch(/RDS is still switching its protection off/);
  expect(await opened.left()).toEqual([]);
});

test('`down` in the middle of creating waits until it may delete', async () => {
  const opened = await open();
  const parts = opened.story.parts as Parts;
  const ctx = { ...opened.clock, tell() {} };
  const vpc = (await parts.network.vpc.ensure({}, ctx)).live;
  const subnets = [
    (await parts.network.subnetA.ensure({ vpc }, ctx)).live,
    (await parts.network.subnetB.ensure({ vpc }, ctx)).live,
  ];
  const group = (await parts.group.ensure({ vpc }, ctx)).live;
  const subnetGroup = (await parts.subnets.ensure({ subnets }, ctx)).live;
  const making = parts.instance.ensure({ subnets: subnetGroup, group }, ctx).catch(() => 'given up');
  await opened.clock.pause(60);
  const down = await opened.down();
  await making;
  expect(down.errors).toEqual([]);
  expect(down.told.join('\n')).toMatch(/RDS deletes it only when it is not busy/);
  expect(await opened.left()).toEqual([]);
});

test('an instance that somebody stopped is started again, and named', async () => {
  const opened = await open();
  expect((await opened.up()).errors).toEqual([]);
  await opened.ground.rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier: NAME }));
  const again = await opened.up();
  expect(again.errors).toEqual([]);
  expect(driftOf(again)).toEqual(['status']);
  expect(again.seconds).toBeGreaterThanOrEqual(240);
  expect((await opened.down()).errors).toEqual([]);
});

test('a new master password is returned only when RDS has set it', async () => {
  const opened = await open();
  expect((await opened.up()).errors).toEqual([]);
  const told: string[] = [];
  const start = opened.clock.now();
  await resetMasterPassword(opened.cloud, NAME, { ...opened.clock, tell: (what) => void told.push(inEnglish(what)) });
  expect(opened.clock.now() - start).toBeGreaterThanOrEqual(90);
  expect(told).toContain('RDS is setting a new master password: modifying');
  expect((await opened.down()).errors).toEqual([]);
});

test('a state from which it does not recover ends in one sentence with what to do, and `down` takes it away', async () => {
  const opened = await open({ failure: 'incompatible-network' });
  const { errors, seconds } = await opened.up();
  expect(errors.map(({ message }) => message)).toEqual([
    `${TITLE} is in the state incompatible-network, from which it does not recover by itself.`,
  ]);
  expect(seconds).toBeLessThan(480 + 60);
  expect((await opened.down()).errors).toEqual([]);
  const { DBInstances } = await opened.ground.rds.send(new DescribeDBInstancesCommand({}));
  expect(DBInstances).toEqual([]);
});

test.each([
  ['InsufficientDBInstanceCapacity', /choose another DB_CLASS/],
  ['InstanceQuotaExceeded', /Delete a database that nobody needs/],
  ['StorageTypeNotSupported', /does not take this storage/],
])('%s: one sentence says what to do, and nothing is tried twice', async (code, next) => {
  const refused: Hazard = async (call, pass) =>
    is(call, 'CreateDBInstance') ? refuse(call, code, 'It is refused.') : pass();
  const opened = await openWithHazards(system, () => [refused]);
  const up = await opened.up();
  expect(up.errors).toMatchObject([
    {
      message: expect.stringMatching(
        /^RDS cannot make the DB instance ada-dev-database \(db\.t4g\.micro\): .*It is refused/,
      ),
      next: { en: expect.stringMatching(next) },
    },
  ]);
  expect(times(up, 'CreateDBInstance')).toBe(1);
  expect((await opened.down()).errors).toEqual([]);
});

test('the first use of RDS in an account is waited for', async () => {
  let refusals = 3;
  const roleComing: Hazard = async (call, pass) => {
    if (!is(call, 'CreateDBInstance') || refusals === 0) return pass();
    refusals -= 1;
    return refuse(
      call,
      'InvalidVPCNetworkStateFault',
      "DB subnet group doesn't meet availability zone coverage requirement.",
    );
  };
  const opened = await openWithHazards(system, () => [roleComing]);
  const { up } = await bothEndWell(opened);
  expect(up.told.join('\n')).toMatch(/RDS is being used for the first time in this account/);
});
