// The numbers of the drawing on the local cloud: what is in the boxes, which alarm rings at which box, what could not be
// asked.

import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, expect, test } from 'vitest';
import { type Drawing, flowOf } from '../../patterns/flow/flow.ts';
import { namesOf } from '../../systems/audit-log/names.ts';
import { SYSTEMS } from '../../systems.ts';
import { type OpenSystem, openSystem } from '../../testing/open-system.ts';
import { flowNow } from './flow-now.ts';

let opened: OpenSystem;
let drawing: Drawing;
const now = () => flowNow(opened.cloud, drawing);
const box = async (id: string) => (await now()).nodes.find((node) => node.id === id);

beforeAll(async () => {
  const system = await SYSTEMS['audit-log']();
  opened = await openSystem(system);
  drawing = await flowOf(await system.configured({}).story(opened.cloud), opened.cloud);
});

test('before the system is there, its boxes have no numbers, and nothing is called a problem', async () => {
  const { nodes, problems } = await now();
  expect(problems).toEqual([]);
  expect(nodes.flatMap(({ numbers }) => numbers.map(({ value }) => value))).toEqual([null, null, null]);
});

test('numbers follow what is put into the boxes', async () => {
  expect((await opened.up()).failure).toBeUndefined();
  expect(await box('failures')).toMatchObject({ numbers: [{ name: 'dead', value: 0 }] });
  const { cloud } = opened;
  const names = namesOf(cloud, opened.settings);
  const { QueueUrl } = await cloud.sqs.send(new GetQueueUrlCommand({ QueueName: names.failures }));
  await cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  const item = { file: { S: 'a' }, event: { S: '1' } };
  await cloud.dynamodb.send(new PutItemCommand({ TableName: names.table, Item: item }));
  expect(await box('failures')).toMatchObject({ numbers: [{ name: 'dead', value: 1 }] });
  expect(await box('table')).toMatchObject({ numbers: [{ name: 'items', value: 1 }] });
  await cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key: 'a', Body: 'a' }));
  expect(await box('bucket')).toMatchObject({ numbers: [{ name: 'objects', value: 1 }] });
}, 120_000);

test('an alarm is at the box that it watches, with what to do', async () => {
  const failing = (await box('failures'))?.alarms.map(({ name }) => name);
  expect(failing).toContain('failed-events');
  const AlarmName = `${opened.cloud.tags.project}-${opened.cloud.tags.stage}-audit-log-failed-events`;
  await opened.cloud.cloudwatch.send(
    new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a test' }),
  );
  const ringing = (await box('failures'))?.alarms.find(({ name }) => name === 'failed-events');
  expect(ringing).toMatchObject({ state: 'ALARM', says: expect.stringMatching(/1\. .+\n2\. .+\n3\. /s) });
  const all = (await now()).nodes.flatMap(({ alarms }) => alarms.map(({ name }) => name));
  expect(new Set(all).size).toBe(all.length);
  expect(all).toHaveLength(drawing.alarms.length - 2); // without the two composite ones
});

test('what cannot be asked is null, with a sentence; the rest is there', async () => {
  const cache = { ...drawing, nodes: drawing.nodes.map((one) => ({ ...one, kind: 'cache' as const })) };
  const records = () => Promise.reject(new Error('the cache does not answer'));
  const { nodes, problems } = await flowNow(opened.cloud, cache, { records });
  expect(nodes[0]).toMatchObject({ numbers: [{ name: 'records', value: null }] });
  expect(problems[0]).toBe(`${nodes[0]?.title}: Error: the cache does not answer`);
});
