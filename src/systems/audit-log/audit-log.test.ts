// The whole way on the local cloud, as people use it: an upload becomes an item, an event that fails waits in the queue, is
// told of, and is worked on when it is given back.

import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, expect, test } from 'vitest';
import { inEnglish } from '../../engine/text.ts';
import { until, unwatched } from '../../engine/wait.ts';
import { depthOf } from '../../operate/dead-letters/depth.ts';
import { failedEvents, readFailedEvent } from '../../operate/dead-letters/failed-events.ts';
import { move } from '../../operate/dead-letters/move.ts';
import { readDeadLetters } from '../../operate/dead-letters/read-dead-letters.ts';
import { explain } from '../../operate/dead-letters/reasons.ts';
import { readLine } from '../../operate/logs/line.ts';
import { SYSTEMS } from '../../systems.ts';
import { type OpenSystem, openSystem } from '../../testing/open-system.ts';
import { nameOfEvent } from './item.ts';
import { allItems, itemsOfFile, waitForItems } from './items.ts';
import { lineWords } from './log-words.ts';
import { namesOf, type PartNames } from './names.ts';
import { recordSource } from './record-source.ts';
import { auditLogSettings } from './settings.ts';
import { statusIn } from './status.ts';

const settings = auditLogSettings({});
const never = new AbortController().signal;
const options = { patience: 60, signal: never };
let opened: OpenSystem;
let names: PartNames;

beforeAll(async () => {
  opened = await openSystem(await SYSTEMS['audit-log']());
  names = namesOf(opened.cloud, settings);
  expect((await opened.up()).failure).toBeUndefined();
});

const put = (Key: string, Body: string) =>
  opened.cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body }));

test('uploads and a deletion are items; records tells them by day, failures and file', async () => {
  const { cloud } = opened;
  await put('relatório 1+x.csv', 'a;b\n1;2\n');
  await put('broken.json', '{"a":');
  const { items, missing } = await waitForItems(cloud, names, ['relatório 1+x.csv', 'broken.json'], options);
  expect(missing).toEqual([]);
  expect(items).toMatchObject([
    { file: 'relatório 1+x.csv', status: 'success', format: 'csv', lines: 2, bytes: 8, sourceIp: '127.0.0.1' },
    { file: 'broken.json', status: 'failure', format: 'text', reason: 'not JSON: it ends too early' },
  ]);
  await put('relatório 1+x.csv', 'a;b\n1;2\n3;4\n');
  expect((await waitForItems(cloud, names, ['relatório 1+x.csv'], options)).items).toMatchObject([{ lines: 3 }]);
  await cloud.s3.send(new DeleteObjectCommand({ Bucket: names.bucket, Key: 'relatório 1+x.csv' }));
  const history = await until(unwatched(), 'the deletion', 60, async () => {
    const found = await itemsOfFile(cloud, names.table, 'relatório 1+x.csv');
    return found.length === 3 ? found : undefined;
  });
  expect(history.map(nameOfEvent)).toEqual([
    'ObjectRemoved:DeleteMarkerCreated',
    'ObjectCreated:Put',
    'ObjectCreated:Put',
  ]);

  const source = recordSource(settings);
  const all = await source.list(cloud);
  expect(all).toHaveLength(4);
  const today = history[0]?.day ?? '';
  expect((await source.list(cloud, { day: today })).map(({ line }) => line).sort()).toEqual(
    all.map(({ line }) => line).sort(),
  );
  expect(await source.list(cloud, { day: '2020-01-01' })).toEqual([]);
  expect(all.find(({ row }) => row[0] === 'broken.json')).toMatchObject({
    line: { key: 'broken.json', status: 'failure', lines: 1, bytes: 5, format: 'text' },
    row: [
      'broken.json',
      'ObjectCreated:Put',
      '1',
      '5',
      'text',
      expect.any(String),
      expect.stringMatching(/^failure: /),
    ],
  });
  expect(await statusIn(settings)(cloud, true)).toMatchObject({
    fields: { today: 4, failuresToday: 1, deadLetters: 0 },
  });
});

test('forty files, ten at a time: each has its item, none twice', async () => {
  const { cloud } = opened;
  const files = Array.from({ length: 40 }, (_, index) => `many/${index}.txt`);
  for (let at = 0; at < files.length; at += 10)
    await Promise.all(files.slice(at, at + 10).map((file) => put(file, `${file}\n`)));
  expect((await waitForItems(cloud, names, files, { ...options, patience: 90 })).missing).toEqual([]);
  const items = (await allItems(cloud, names.table)).filter(({ file }) => file.startsWith('many/'));
  expect(items.map(({ file }) => file).sort()).toEqual([...files].sort());
}, 120_000);

test('an event that fails three times waits whole in the queue; dead-letters says why, redrive has it worked on', async () => {
  const { cloud } = opened;
  const configure = (Variables: Record<string, string>) =>
    cloud.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: names.writer, Environment: { Variables } }),
    );
  const { Environment } = await configure({ TABLE_NAME: 'nowhere' });
  expect(Environment?.Variables).toEqual({ TABLE_NAME: 'nowhere' });
  await put('lost?.csv', 'a,b\n');
  const source = failedEvents(names.failures, names.writer);
  await until(
    unwatched(),
    'the failed event',
    60,
    async () => (await depthOf(cloud, source.from)).waiting || undefined,
  );
  expect(await allItems(cloud, names.table)).not.toContainEqual(expect.objectContaining({ file: 'lost?.csv' }));

  const { url } = await depthOf(cloud, source.from);
  const { letters } = await readDeadLetters(cloud, url, 10, never);
  const explained = await explain(cloud, source, letters, never);
  expect(explained).toMatchObject([
    { files: [{ bucket: names.bucket, key: 'lost?.csv' }], reason: expect.stringMatching(/not found/i) },
  ]);

  expect((await opened.up()).outcomes.repaired).toBe(1);
  const request = { from: source.from, to: source.to, signal: never, progress() {}, say() {} };
  expect(await move(cloud, request)).toMatchObject({ by: 'this command', moved: 1, stayed: [] });
  expect((await waitForItems(cloud, names, ['lost?.csv'], options)).items).toMatchObject([{ status: 'success' }]);
  expect(await depthOf(cloud, source.from)).toMatchObject({ waiting: 0 });
}, 180_000);

test('what is no failed event stays in the queue, and is said to be none', async () => {
  const { cloud } = opened;
  expect(readFailedEvent('hello')).toEqual({ files: [], flaw: 'the message holds no event that failed' });
  expect(readFailedEvent('{"requestPayload":{}}')).toEqual({
    files: [],
    flaw: 'This is not an event of S3: it has no Records.',
  });
  const { QueueUrl } = await cloud.sqs.send(new GetQueueUrlCommand({ QueueName: names.failures }));
  await cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  const { from, to } = failedEvents(names.failures, names.writer);
  await expect(move(cloud, { from, to, signal: never, progress() {}, say() {} })).rejects.toThrow(
    /none of 1 could be moved/,
  );
  expect(await depthOf(cloud, from)).toMatchObject({ waiting: 1 });
});

test.each([
  [
    { message: 'recorded', event: 'ObjectCreated:Put', status: 'success', lines: 2, bytes: 8, format: 'csv' },
    '2 lines, 8 bytes, csv',
  ],
  [{ message: 'recorded', event: 'ObjectRemoved:Delete', status: 'success' }, 'deleted'],
  [{ message: 'failed', event: 'ObjectCreated:Put', status: 'failure', reason: 'not UTF-8' }, 'not UTF-8'],
  [{ message: 'repeated', event: 'ObjectCreated:Put' }, 'ObjectCreated:Put'],
  [{ message: 'something else' }, undefined],
])('the log line %j says: %s', (told, details) => {
  const text = JSON.stringify({ level: 'INFO', timestamp: new Date().toISOString(), ...told });
  const line = readLine({ id: '1', time: 0, text });
  const said = line && lineWords(line).details;
  expect(said && inEnglish(said)).toBe(details);
});
