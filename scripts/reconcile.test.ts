// reconcile with a running system: what it prints, how it ends, and names that must be encoded.
// The folder `reconcile` of the system tests what happens to events and records.

import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { PutBucketNotificationConfigurationCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { clientOf } from '../src/local/private-cloud.ts';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { SYSTEM_NAMES } from '../src/systems.ts';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const STAGE = 'reconcile';
const STACK = `ada-${STAGE}-${DEFAULT_SYSTEM}`;
const BUCKET = `${STACK}-000000000000`;
const runs = commandsOf(STAGE, { ALARMS: 'off', WEB: 'off' });
const run = (script: string, ...args: string[]) => runs(`scripts/${script}.ts`, ...args);
const reconcile = (...args: string[]) => run('reconcile', '--json', ...args);

const settings = clientOf(inject('cloud') as never);
const s3 = new S3Client({ ...settings, forcePathStyle: true });
const lambda = new LambdaClient(settings);

const put = (Key: string, text: string) =>
  s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: Buffer.from(text) }));
/** Somebody removes the notification: files uploaded now get no event, ever. */
const silence = () =>
  s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: BUCKET, NotificationConfiguration: {} }));
const recordsOf = async () => new Map(linesOf(await run('records', '--json')).map((one) => [one.key, one]));

describe('wrong usage, and things that do not exist', () => {
  test.concurrent.each([
    [['--timeout', 'long'], '--timeout long is not a number of seconds.'],
    [['a.txt'], `there is no system 'a.txt', only ${SYSTEM_NAMES.join(', ')}`],
  ])('%j ends with 2', async (args, says) => {
    const { status, out, err } = await reconcile(...args);
    expect(err).toContain(says);
    expect({ status, out }).toEqual({ status: 2, out: '' });
  });

  test.concurrent('before up it says so', async () => {
    const { status, err } = await reconcile();
    expect(err).toContain(`The queue ${STACK}-jobs is not there: run npm run up first.`);
    expect(status).toBe(1);
  });
});

describe('while the system is up', () => {
  /** Key, content, lines: names that must be encoded. */
  const FILES: [key: string, content: string, lines: number][] = [
    ['relatório de março.txt', 'um\ndois\n', 2],
    ['a+b &c=d?e#f.txt', '1\n2\n3', 3],
    ['100% + 1 = 101%25.txt', '\n', 1],
    ['🧾 日本語/vazio.txt', '', 0],
    ['duas\nlinhas \u001b[31m.txt', '1', 1],
    [' (aspas) "\'*!~ .txt', '1\n', 1],
  ];
  const keys = FILES.map(([key]) => key).sort();

  beforeAll(async () => {
    const { status, out } = await runs('provision/up.ts');
    expect({ status, out }).toEqual({ status: 0, out: expect.not.stringContaining('npm run reconcile') });
  });
  afterAll(async () => {
    const { status, err } = await runs('teardown/down.ts', '--yes');
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  test('files that came without a notification are counted, each once; --plan only lists them', async () => {
    await silence();
    await Promise.all(FILES.map(([key, content]) => put(key, content)));

    const plan = linesOf(await reconcile('--plan'));
    const found = keys.map((key) => ({ event: 'reconcile', key, why: 'no record' }));
    expect(plan.slice(0, -1).sort(byKey)).toEqual(found);
    const none = { event: 'summary', files: keys.length, young: 0, gone: 0, notYet: 0, sent: 0, recorded: 0 };
    expect(plan.at(-1)).toEqual({ ...none, unrecorded: keys.length });
    expect(await recordsOf()).toEqual(new Map());

    const ended = await reconcile();
    expect(ended).toMatchObject({ status: 0, err: expect.stringContaining(`${keys.length} counted now.`) });
    expect(linesOf(ended).slice(0, -1).sort(byKey)).toEqual(found);
    const all = { unrecorded: keys.length, sent: keys.length, recorded: keys.length };
    expect(linesOf(ended).at(-1)).toEqual({ ...none, ...all });
    const records = await recordsOf();
    expect(FILES.map(([key]) => [key, records.get(key)?.lines])).toEqual(FILES.map(([key, , lines]) => [key, lines]));

    const again = await reconcile();
    expect(linesOf(again)).toEqual([{ ...none, unrecorded: 0 }]);
    expect(again).toMatchObject({ status: 0, err: expect.stringContaining('all have their records.') });
    const log = linesOf(await run('logs', '--json')).filter(({ message }) => message === 'created');
    const named = log.flatMap(({ files }) => (files as { key: string }[]).map(({ key }) => key));
    expect(named.sort()).toEqual(keys);
  });

  test('nobody counts: exit 1 and the names; later they are counted without help', async () => {
    const EventSourceArn = `arn:aws:sqs:us-east-1:000000000000:${STACK}-jobs`;
    const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn }));
    const UUID = String(EventSourceMappings?.[0]?.UUID);
    await silence();
    await put('parado.txt', '1\n');
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    const ended = await reconcile('--timeout', '1');
    expect(ended).toMatchObject({ status: 1, err: expect.stringContaining('No record yet of parado.txt.') });
    expect(linesOf(ended).at(-1)).toMatchObject({ unrecorded: 1, sent: 1, recorded: 0, notYet: 1 });
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    // It waits for the messages in the queue, and then there is nothing left to send.
    expect(linesOf(await reconcile())).toMatchObject([{ unrecorded: 0 }]);
    expect((await recordsOf()).get('parado.txt')).toMatchObject({ lines: 1 });
  });

  test('up makes the notification again, and says how to count the files that came meanwhile; it names no time here', async () => {
    await silence();
    const up = await runs('provision/up.ts', '--json');
    expect(up.err).toContain('came while the notification was not right:  npm run reconcile');
    expect(up.err).not.toContain('five minutes');
    expect(linesOf(up).find(({ event }) => event === 'outputs')).not.toHaveProperty('uploadsCountedFrom');
  });
});

const byKey = (one: Record<string, unknown>, other: Record<string, unknown>) =>
  String(one.key) < String(other.key) ? -1 : 1;
