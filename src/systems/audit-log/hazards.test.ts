// The audit log on a day on which everything takes its time: table, function, role; and what only a table does.

import { CreateTableCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { tagList } from '../../aws/tags.ts';
import { dynamoTable } from '../../resources/dynamodb/table.ts';
import { SYSTEMS } from '../../systems.ts';
import { bothEndWell } from '../../testing/hazards/both-end-well.ts';
import { functionStates } from '../../testing/hazards/function-states.ts';
import { openWithHazards, times } from '../../testing/hazards/open.ts';
import { refuse } from '../../testing/hazards/refusal.ts';
import { roleSpreading } from '../../testing/hazards/role-spreading.ts';
import { tableStates } from '../../testing/hazards/table-states.ts';
import { type Hazard, is } from '../../testing/hazards/wire.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { namesOf } from './names.ts';
import { auditLogSettings } from './settings.ts';

const system = await SYSTEMS['audit-log']();
const slow = (env?: Record<string, string>) =>
  openWithHazards(system, (all) => [roleSpreading(all), functionStates(all), tableStates(all)], env);

test('slow table, function and role: `up` and `down` end well, and again', async () => {
  const opened = await slow();
  const { up } = await bothEndWell(opened);
  expect(times(up, 'CreateTable')).toBe(1);
  expect(up.told.join('\n')).toMatch(/still switching on the backups/);
  await bothEndWell(opened);
});

test('a protected table goes too, and the screen says that the protection is switched off', async () => {
  const opened = await slow({ TABLE_PROTECTION: 'on' });
  const { down } = await bothEndWell(opened);
  expect(down.told.join('\n')).toMatch(/protected against deletion: switching that off/);
});

test('several things broken: one change at a time, each waited for', async () => {
  const opened = await slow();
  expect((await opened.up()).errors).toEqual([]);
  const TableName = namesOf(opened.cloud, auditLogSettings({})).table;
  const throughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
  const Delete = { IndexName: 'by-day' };
  for (const change of [
    { BillingMode: 'PROVISIONED' as const, ProvisionedThroughput: throughput, DeletionProtectionEnabled: true },
    { GlobalSecondaryIndexUpdates: [{ Delete }] },
  ])
    await opened.ground.dynamodb.send(new UpdateTableCommand({ TableName, ...change }));
  const up = await opened.up();
  expect(up.errors).toEqual([]);
  expect(up.results.find(({ title }) => title.startsWith('DynamoDB'))?.drift.map(({ field }) => field)).toEqual([
    'BillingMode',
    'DeletionProtectionEnabled',
    'Index by-day',
  ]);
  expect(up.seconds).toBeGreaterThan(3 * 15);
  expect((await opened.down()).errors).toEqual([]);
});

test('a time to live that DynamoDB does not take yet: what to do is said', async () => {
  const tooSoon: Hazard = async (call, pass) =>
    is(call, 'UpdateTimeToLive')
      ? refuse(call, 'ValidationException', 'Time to live has been modified multiple times within a fixed interval')
      : pass();
  const { cloud, clock } = await openWithHazards(system, () => [tooSoon]);
  const step = dynamoTable(cloud, { name: 'ada-dev-sessions', about, key: { id: 'S' }, timeToLive: 'expires' });
  await expect(step.ensure({}, { ...clock, tell() {} })).rejects.toMatchObject({
    message: expect.stringContaining('does not take its time to live'),
    next: { en: expect.stringContaining('in an hour') },
  });
});

test.each(['already enabled', 'already disabled'])(
  'a time to live that is %s meanwhile is no failure',
  async (what) => {
    let refused = false;
    const quicker: Hazard = async (call, pass) => {
      if (!is(call, 'UpdateTimeToLive') || refused) return pass();
      refused = true;
      await pass();
      return refuse(call, 'ValidationException', `TimeToLive is ${what}`);
    };
    const { cloud, clock } = await openWithHazards(system, () => [quicker]);
    const step = dynamoTable(cloud, { name: 'ada-dev-sessions', about, key: { id: 'S' }, timeToLive: 'expires' });
    expect(await step.ensure({}, { ...clock, tell() {} })).toMatchObject({ outcome: 'created' });
  },
);

test('a table that another run made a moment ago is finished, not made twice', async () => {
  const { cloud, clock, ground } = await openWithHazards(system, () => []);
  const step = dynamoTable(cloud, { name: 'ada-dev-sessions', about, key: { id: 'S' } });
  await ground.dynamodb.send(
    new CreateTableCommand({
      TableName: step.name,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      Tags: tagList(cloud.tags),
    }),
  );
  expect((await step.ensure({}, { ...clock, tell() {} })).drift.map(({ field }) => field)).toEqual([
    'PointInTimeRecovery',
  ]);
});
