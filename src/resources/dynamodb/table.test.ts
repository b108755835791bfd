// The table in four beats: with an index, without one, with a time to live, and protected against deletion.

import {
  CreateTableCommand,
  DescribeTableCommand,
  PutItemCommand,
  QueryCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { tableBreaks } from './breaks.ts';
import { DYNAMODB } from './list.ts';
import { dynamoTable } from './table.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx, told } = testCloud;
const { dynamodb } = cloud;
const KEY = { file: 'S', event: 'S' } as const;
const BY_DAY = { day: 'S', processedAt: 'S' } as const;
const settings = { name: `${name}-events`, about, key: KEY, indexes: { 'by-day': BY_DAY } };
const table = dynamoTable(cloud, settings);

fourBeats('A table with an index', testCloud, () => ({ step: table, needs: {} }), tableBreaks, [
  'somebody keeps items for ever',
]);
const timed = dynamoTable(cloud, {
  ...{ name: `${name}-sessions`, about, key: { id: 'S' } },
  timeToLive: 'expires',
  deletionProtection: true,
});
fourBeats(
  'A table with a time to live, protected against deletion',
  testCloud,
  () => ({ step: timed, needs: {} }),
  tableBreaks,
  ['somebody deletes an index', 'somebody lets items go by themselves'],
);

test('a protected table is removed, and the screen says that the protection is switched off', async () => {
  await make(timed);
  told.length = 0;
  expect(await timed.remove(ctx)).toBe('removed');
  expect(told).toContain('it is protected against deletion: switching that off');
});

test('several settings changed by hand are all named and all put back; the items stay', async () => {
  await make(table);
  const Item = { file: { S: 'a.txt' }, event: { S: '1' }, day: { S: '2026-11-26' }, processedAt: { S: 'now' } };
  await dynamodb.send(new PutItemCommand({ TableName: table.name, Item }));
  const hand = { TableName: table.name };
  await dynamodb.send(
    new UpdateTableCommand({
      ...hand,
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
      DeletionProtectionEnabled: true,
    }),
  );
  const { drift } = await table.ensure({}, ctx);
  expect(drift).toEqual([
    { field: 'BillingMode', live: 'PROVISIONED', wanted: 'PAY_PER_REQUEST' },
    { field: 'DeletionProtectionEnabled', live: true, wanted: false },
  ]);
  const { Items } = await dynamodb.send(
    new QueryCommand({
      ...hand,
      IndexName: 'by-day',
      KeyConditionExpression: '#day = :day',
      ExpressionAttributeNames: { '#day': 'day' },
      ExpressionAttributeValues: { ':day': { S: '2026-11-26' } },
    }),
  );
  expect(Items).toEqual([Item]);
});

test('an index with other keys or fewer attributes is made anew', async () => {
  await make(table);
  const instead = async (keys: readonly string[], ProjectionType: 'ALL' | 'KEYS_ONLY') => {
    const at = { TableName: table.name };
    const IndexName = 'by-day';
    await dynamodb.send(new UpdateTableCommand({ ...at, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] }));
    const [hash = '', range] = keys;
    const KeySchema = [
      { AttributeName: hash, KeyType: 'HASH' as const },
      ...(range ? [{ AttributeName: range, KeyType: 'RANGE' as const }] : []),
    ];
    await dynamodb.send(
      new UpdateTableCommand({
        ...at,
        AttributeDefinitions: [...new Set(['file', 'event', ...keys])].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S' as const,
        })),
        GlobalSecondaryIndexUpdates: [{ Create: { IndexName, KeySchema, Projection: { ProjectionType } } }],
      }),
    );
    return (await table.ensure({}, ctx)).drift;
  };
  const wanted = { HASH: 'day S', RANGE: 'processedAt S' };
  expect(await instead(['day'], 'ALL')).toEqual([{ field: 'Index by-day', live: { HASH: 'day S' }, wanted }]);
  expect(await instead(['day', 'processedAt'], 'KEYS_ONLY')).toEqual([
    { field: 'Index by-day', live: { ...wanted, Projection: 'KEYS_ONLY' }, wanted },
  ]);
  const other = { 'by-day': BY_DAY, 'by-status': { status: 'S', processedAt: 'S' } } as const;
  const more = dynamoTable(cloud, { ...settings, indexes: other });
  expect((await more.ensure({}, ctx)).drift.map(({ field }) => field)).toEqual(['Index by-status']);
  // What is not declared is left: somebody may need it.
  expect(await table.ensure({}, ctx)).toMatchObject({ outcome: 'unchanged' });
});

test('keys cannot be changed: the sentence says what to do, and nothing is touched', async () => {
  await make(table);
  const other = dynamoTable(cloud, { ...settings, key: { file: 'S', event: 'N' } });
  await expect(other.ensure({}, ctx)).rejects.toMatchObject({
    message: expect.stringContaining('has other keys than declared'),
    next: { en: expect.stringContaining('down and up again') },
  });
  expect(other.compare(await make(table), {})).toEqual([
    {
      field: 'KeySchema',
      live: { HASH: 'file S', RANGE: 'event S' },
      wanted: { HASH: 'file S', RANGE: 'event N' },
    },
  ]);
});

test('another attribute may have the time to live', async () => {
  await make(timed);
  const other = dynamoTable(cloud, {
    ...{ name: timed.name, about, key: { id: 'S' } },
    timeToLive: 'until',
    deletionProtection: true,
  });
  expect((await other.ensure({}, ctx)).drift).toEqual([{ field: 'TimeToLive', live: 'expires', wanted: 'until' }]);
  expect((await make(other)).settings.TimeToLive).toBe('until');
});

test('a table of our name without our tags is not ours: neither adopted nor deleted, and no leftover', async () => {
  const TableName = `${name}-foreign`;
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const step = dynamoTable(cloud, { name: TableName, about, key: { id: 'S' } });
  await expect(step.ensure({}, ctx)).rejects.toMatchObject({ name: 'NotOurs' });
  await expect(step.remove(ctx)).rejects.toMatchObject({ name: 'NotOurs' });
  expect((await dynamodb.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus).toBe('ACTIVE');
  await make(table);
  const listed: string[] = [];
  for await (const one of DYNAMODB.list(cloud, () => [])) listed.push(one.name);
  expect(listed).toContain(table.name);
  expect(listed).not.toContain(TableName);
});
