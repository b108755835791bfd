// What accountants and operators do with a running system: logs, trace, dead-letters, redrive, export, a watched
// folder. The tests put lines into the worker's log in the worker's own shape, so each test decides what it finds.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { clientOf } from '../src/local/private-cloud.ts';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { SYSTEM_NAMES } from '../src/systems.ts';
import { commandsOf, linesOf, type Started, startingOf } from '../src/testing/run-command.ts';

const STAGE = 'operate';
const OFF = { ALARMS: 'off' };
const STACK = `ada-${STAGE}-${DEFAULT_SYSTEM}`;
const BUCKET = `${STACK}-000000000000`;
const start = startingOf(STAGE, OFF);
const runs = commandsOf(STAGE, OFF);
const run = (script: string, ...args: string[]) => runs(`scripts/${script}.ts`, ...args);

const settings = clientOf(inject('cloud') as never);
const [sqs, logs] = [new SQSClient(settings), new CloudWatchLogsClient(settings)];
const folder = mkdtempSync(join(tmpdir(), 'operate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

describe('wrong usage ends with 2 and one sentence', () => {
  writeFileSync(at('taken.csv'), 'mine');
  const cases: [script: string, args: string[], says: string][] = [
    ['dead-letters', ['--most', '0'], '--most 0 is not a whole number from 1 to 10000.'],
    ['redrive', ['--max-per-second', '501'], '--max-per-second 501 is not a whole number from 1 to 500.'],
    ['logs', ['--since', 'soon'], '--since soon is not a time.'],
    ['logs', ['a.txt'], `there is no system 'a.txt', only ${SYSTEM_NAMES.join(', ')}`],
    ['trace', [], 'No file was named.'],
    ['export', ['a.csv', 'b.csv'], 'More than one file was named.'],
    ['export', [at('records.xlsx')], 'records.xlsx does not say whether csv or json.'],
    ['export', [at('taken.csv')], 'taken.csv is there already.'],
    ['invite', [], 'Nobody was named.'],
    ['invite', ['Ana', '--days', '31'], '--days 31 is not a whole number from 1 to 30.'],
    ['invite', ['Ana', '--role', 'chef'], '--role chef is not a role of this page.'],
    ['invite', ['Ana\u202e'], 'The name has signs that nobody sees.'],
    ['invite', ['Ana', '--revoke-all'], '--revoke-all lets everybody out: it takes no name'],
    ['export', [at('a.json'), '--bom'], '--bom and --semicolon are about CSV, and this would be JSON.'],
  ];
  test.concurrent.each(cases)('%s %j', async (script, args, says) => {
    const { status, out, err } = await run(script, ...args, '--json');
    expect(err).toContain(says);
    expect({ status, out }).toEqual({ status: 2, out: '' });
  });
});

describe('before up', () => {
  const cases: [script: string, args: string[], what: string][] = [
    ['dead-letters', [], `queue ${STACK}-dead-letters`],
    ['redrive', [], `queue ${STACK}-`],
    ['logs', [], `log /aws/lambda/${STACK}-worker`],
    ['trace', ['a.txt'], `function ${STACK}-records-reader`],
    ['upload', ['--watch', folder], `bucket ${BUCKET}`],
  ];
  test.concurrent.each(cases)('%s says what is not there', async (script, args, what) => {
    const { status, err } = await run(script, ...args);
    expect(err).toContain(`The ${what}`);
    expect(err).toContain('is not there: run npm run up first.');
    expect(status).toBe(1);
  });
});

/** An event that S3 sent an hour ago, about a file that may be deleted now. */
const event = (key: string) =>
  JSON.stringify({
    Records: [
      {
        ...{ eventName: 'ObjectCreated:Put', eventTime: new Date(Date.now() - 3_600_000).toISOString() },
        s3: { bucket: { name: BUCKET }, object: { key: encodeURIComponent(key), size: 1, sequencer: '0A' } },
      },
    ],
  });

async function setAside(...keys: string[]): Promise<string[]> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${STACK}-dead-letters` }));
  const sent = keys.map((key) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: event(key) })));
  return (await Promise.all(sent)).map(({ MessageId }) => String(MessageId));
}

/** Writes lines to the worker's log now. */
async function say(...lines: object[]): Promise<void> {
  const timestamp = Date.now();
  const usual = { level: 'INFO', timestamp: new Date(timestamp).toISOString(), service: DEFAULT_SYSTEM };
  const where = { logGroupName: `/aws/lambda/${STACK}-worker`, logStreamName: `said-${timestamp}` };
  await logs.send(new CreateLogStreamCommand(where));
  const logEvents = lines.map((line) => ({ timestamp, message: JSON.stringify({ ...usual, ...line }) }));
  await logs.send(new PutLogEventsCommand({ ...where, logEvents }));
}

const comesBack = (key: string, messageId: string, message: string) => ({
  ...{ level: 'WARN', message: 'comes back', messageId, files: [{ bucket: BUCKET, key }] },
  error: { name: 'TimeoutError', message },
});

/** Waits until the command has printed this. */
const printed = ({ out }: Started, text: string) =>
  vi.waitFor(() => expect(out()).toContain(text), { timeout: 30_000, interval: 50 });

async function interrupted({ child, ended }: Started) {
  child.kill('SIGINT');
  return ended;
}

describe('while the system is up', () => {
  beforeAll(async () => {
    const { status, err } = await runs('provision/up.ts');
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });
  afterAll(async () => {
    const { status, err } = await runs('teardown/down.ts', '--yes');
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  test('nothing yet: each says so, and that is no failure', async () => {
    const asked = [['dead-letters'], ['redrive'], ['logs', '--errors'], ['export', at('empty.csv')]];
    const ended = await Promise.all(asked.map(([script = '', ...args]) => run(script, ...args)));
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    const said = [
      'still being tried, or failed for good (npm run records).',
      'nothing to move',
      'no warning and no error',
      'No file has been counted yet',
    ];
    for (const [place, { out }] of ended.entries()) expect(out).toContain(said[place]);
    expect(readFileSync(at('empty.csv'), 'utf8')).toMatch(/^bucket,key,status,/);
    const none = await run('trace', 'nada.txt');
    expect(none.err).toContain(`${BUCKET} holds no file nada.txt.`);
    expect(none.status).toBe(1);
  });

  test('a folder with everything below it; the log reports it, the trace shows its way, the export has it', async () => {
    mkdirSync(join(at('clientes'), '2026'), { recursive: true });
    writeFileSync(join(at('clientes'), '2026', 'março.txt'), 'a\nb\n');
    writeFileSync(join(at('clientes'), '=soma.txt'), 'a');
    const key = '2026/março.txt';
    const sent = await run('upload', at('clientes'), '--json');
    expect(linesOf(sent)).toEqual([
      { key, bytes: 4, lines: 2 },
      { key: '=soma.txt', bytes: 1, lines: 1 },
    ]);
    const [record] = linesOf(await run('records', '--wait', key, '=soma.txt', '--json'));
    expect(record).toMatchObject({ key, lines: 2 });

    await run('export', at('all.json'));
    const whole = JSON.parse(readFileSync(at('all.json'), 'utf8')).find((one: { key: string }) => one.key === key);
    expect(whole).toMatchObject({ lines: 2, newlines: 2, status: 'counted' });
    const [early, late] = [-300, -200].map((ago) => new Date(Date.parse(whole.countedAt) + ago).toISOString());
    await say({ message: 'created', record: whole, messageId: 'm1', sentAt: early, receivedAt: late });
    await say({ message: 'announced', mail: 'm', count: 1, waitSeconds: 0.5, names: [`${BUCKET}/${key}`] });

    const [traced, seen, csv, words] = await Promise.all([
      run('trace', key.normalize('NFD'), '--json'),
      run('logs', '--file', key, '--json'),
      run('export', '-', '--format', 'csv'),
      run('trace', key),
    ]);
    const [way = {}] = linesOf(traced);
    expect(way).toMatchObject({ bucket: BUCKET, state: 'announced', cameBack: 0 });
    const steps = way.steps as { step: string; at?: string }[];
    expect(steps.map(({ step }) => step).join()).toBe('uploaded,event sent,received,counted,recorded,announced');
    expect(steps.every((step) => step.at)).toBe(true);
    expect(words.out).toContain('Done: 2 lines. It was published to the topic. The local cloud sends no mail.');
    expect(linesOf(seen).map(({ message }) => message)).toEqual(expect.arrayContaining(['created', 'announced']));
    const files = linesOf(seen).map((line) => line.files as { key: string }[]);
    expect(files.every((named) => named.some((file) => file.key === key))).toBe(true);
    expect(csv.out).toContain(`\r\n${BUCKET},'=soma.txt,counted,1,0,1,`);
    expect(csv.err).toContain('2 records');
  });

  test('dead letters: why, where a file is stuck, and back to work', async () => {
    const [id = ''] = await setAside('preso.txt', 'outro.txt');
    await say(...['one', 'the cache did not answer'].map((text) => comesBack('preso.txt', id, text)));
    const errors = run('logs', '--errors');
    const json = await run('dead-letters', '--json'); // not at once: each reader hides the messages
    const text = await run('dead-letters', '--most', '1');
    const traced = await run('trace', 'preso.txt');
    expect(linesOf(json)).toContainEqual({
      ...{ messageId: id, files: [{ bucket: BUCKET, key: 'preso.txt' }], cameBack: 2 },
      ...{ sentAt: expect.any(String), firstReceivedAt: expect.any(String), received: expect.any(Number) },
      ...{ reason: 'TimeoutError: the cache did not answer', body: expect.stringContaining('preso.txt') },
    });
    expect(text.out).toContain('and more (--most shows them)');
    expect(traced.out).toContain('Stuck: it waits among the dead letters');
    expect(traced.out).toContain('Why: TimeoutError: the cache did not answer');
    expect((await errors).out).toMatch(/WARN {3}comes back {3}preso\.txt {3}TimeoutError: one/);

    const moved = await run('redrive', '--json');
    expect(linesOf(moved)).toMatchObject([
      { event: 'before', deadLetters: 2 },
      { event: 'moving', moved: 2, of: 2 },
      { event: 'redrive', by: 'this command', moved: 2, stopped: false, stayed: [], after: { deadLetters: 0 } },
    ]);
    const [record] = linesOf(await run('records', '--wait', 'preso.txt', '--json'));
    expect(record).toMatchObject({ status: 'failed', reason: 'gone before it was read' });
    expect((await run('trace', 'preso.txt')).out).toContain('Done: not countable: gone before it was read.');
  });

  test('a dead letter that is not an S3 event is shown with its text and why', async () => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${STACK}-dead-letters` }));
    const MessageBody = `isto não é JSON ${'x'.repeat(2_000)}`;
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const [letter] = linesOf(await run('dead-letters', '--json'));
    const body = MessageBody.slice(0, 1_000);
    const reason = 'not an S3 event: the message is not JSON';
    expect(letter).toMatchObject({ messageId: MessageId, files: [], body, reason });
    const { out } = await run('dead-letters');
    expect(out).toMatch(/why: not an S3 event: the message is not JSON\n {4}text: isto não é JSON x+…x+\n/);
    expect(out).toContain('What is not an S3 event never gets a result');
  });

  test('an invitation lets one person in as what it says, until all are taken back', async () => {
    const [invited] = linesOf(await run('invite', 'Ana', 'Souza', '--role', 'operator', '--days', '2', '--json'));
    const { origin, pathname, hash } = new URL(String(invited?.link));
    const page = origin + pathname;
    const days = (Date.parse(String(invited?.expires)) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(2, 1);
    const body = JSON.stringify({ invitation: hash.slice(1) });
    const enter = () =>
      fetch(`${page}api/session`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      });
    const entered = await enter();
    const cookie = String(entered.headers.get('set-cookie')).split(';')[0] ?? '';
    const me = await fetch(`${page}api/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ name: 'Ana Souza', role: 'operator' });

    const heard = async (WEB: string) => {
      const lines = linesOf(await commandsOf(STAGE, { ...OFF, WEB })('scripts/logs.ts', '--json'));
      return new Set(lines.map(({ function: of }) => of));
    };
    await vi.waitFor(async () => expect(await heard('on')).toContain(`${STACK}-page`), { timeout: 30_000 });
    expect(await heard('off')).not.toContain(`${STACK}-page`);

    const revoked = await run('invite', '--revoke-all', '--yes');
    expect([revoked.status, revoked.err]).toEqual([0, '']);
    expect(revoked.out).toContain('every earlier link and every open page is void');
    expect((await enter()).status).toBe(401);
    expect((await fetch(`${page}api/me`, { headers: { cookie } })).status).toBe(401);
  });

  test('followed logs and a watched folder go on until Ctrl-C, and then end with 0', async () => {
    mkdirSync(at('vigiada'));
    const watched = start('scripts/upload.ts', '--watch', at('vigiada'), '--json');
    const followed = start('scripts/logs.ts', '--follow', '--file', 'salvo.txt', '--since', '1m', '--json');
    await printed(watched, '"event":"watching"');
    writeFileSync(join(at('vigiada'), 'salvo.txt'), 'um\ndois');
    await printed(watched, '{"key":"salvo.txt","bytes":7,"lines":2}');
    await printed(followed, '"message":"created"');
    const [uploads, lines] = await Promise.all([interrupted(watched), interrupted(followed)]);
    expect([uploads.status, lines.status]).toEqual([0, 0]);
    expect(uploads.err).toContain('1 sent.');
    expect(uploads.err).toMatch(/^ +7 bytes +2 lines expected {2}salvo\.txt$/m);
    expect(linesOf(lines)[0]).toMatchObject({ message: 'created', files: [{ bucket: BUCKET, key: 'salvo.txt' }] });
  });
});
