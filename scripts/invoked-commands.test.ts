// What people do with the audit log and with the document intake, command by command: upload, records, trace, logs, export,
// status, and a failed event that is told of and worked on again.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { clientOf } from '../src/local/private-cloud.ts';
import { traced } from '../src/operate/trace/testing/traced.ts';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const STAGE = 'invoked';
const runs = commandsOf(STAGE);
const inPortuguese = commandsOf(STAGE, { UI_LANGUAGE: 'pt' });
const sqs = new SQSClient(clientOf(inject('cloud') as never));
const folder = mkdtempSync(join(tmpdir(), 'invoked-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const failedEvent = (bucket: string, key: string) =>
  JSON.stringify({
    requestContext: { condition: 'RetriesExhausted' },
    responsePayload: { errorType: 'TimeoutError', errorMessage: 'S3 did not answer' },
    requestPayload: {
      Records: [
        {
          ...{ eventName: 'ObjectCreated:Put', eventTime: '2026-11-26T10:00:00.000Z' },
          s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key), size: 9, sequencer: '0A' } },
        },
      ],
    },
  });

/** What differs between the two. */
const SYSTEMS = {
  'audit-log': {
    steps: ['happened', 'examined', 'recorded'],
    good: { status: 'success', format: 'csv', lines: 2 },
    bad: { status: 'failure', reason: 'not CSV: line 2 has 1 cell, the first has 2' },
    /** Records of the good file after it was uploaded twice. */
    history: 2,
    done: /Done: ObjectCreated:Put, success\. Events of this file in the log: 2\./,
    pronto: /Pronto: ObjectCreated:Put, success\. Eventos deste arquivo no registro: 2\./,
    status: { deadLetters: 0, ringing: [], failuresToday: 1 },
    lost: { status: 'failure', reason: 'gone before it was read' },
    acts: 4,
    check: 'a deletion is an item of its own',
  },
  'document-intake': {
    steps: ['uploaded', 'kept', 'told'],
    good: { status: 'accepted', kind: 'spreadsheet' },
    bad: { status: 'rejected' },
    history: 1,
    done: /Done: accepted, spreadsheet: /,
    pronto: /Pronto: accepted, planilha: /,
    status: { deadLetters: 0, ringing: [], mail: 'rejected' },
    lost: { status: 'rejected', reason: 'gone' },
    acts: 5,
    check: 'each result was published, with its status as an attribute',
  },
} as const;

describe.each(['audit-log', 'document-intake'] as const)('%s', (system) => {
  const expected = SYSTEMS[system];
  const stack = `ada-${STAGE}-${system}`;
  const bucket = `${stack}-000000000000`;
  const run = (script: string, ...args: string[]) => runs(`scripts/${script}.ts`, '--system', system, ...args);

  beforeAll(async () => {
    for (const [script, what] of [
      ['records', system === 'audit-log' ? `table ${stack}-events` : `bucket ${stack}-results-000000000000`],
      ['dead-letters', `queue ${stack}-failures`],
    ] as const)
      expect(await run(script)).toMatchObject({ status: 1, err: expect.stringContaining(`The ${what} is not there`) });
    expect(await runs('provision/up.ts', system)).toMatchObject({ status: 0, err: '' });
  });
  afterAll(async () => {
    expect(await runs('teardown/down.ts', system, '--yes')).toMatchObject({ status: 0, err: '' });
  });

  test('files good and bad: records by file, by day and failures only; export has them', async () => {
    const good = file('março 1.csv', 'a,b\n1,2\n');
    const bad = file('quebrado.csv', 'a,b\n1\n');
    for (const files of [[good, bad], [good]]) expect((await run('upload', ...files)).status).toBe(0);
    const waited = linesOf(await run('records', '--json', '--wait', 'março 1.csv', 'quebrado.csv'));
    expect(waited).toMatchObject([
      { key: 'março 1.csv', ...expected.good },
      { key: 'quebrado.csv', ...expected.bad },
    ]);
    const history = linesOf(await run('records', '--json', '--file', 'março 1.csv'));
    expect(history.map(({ key }) => key)).toEqual(Array.from({ length: expected.history }, () => 'março 1.csv'));
    expect(linesOf(await run('records', '--json', '--failures'))).toMatchObject([{ key: 'quebrado.csv' }]);
    const day = String(waited[0]?.at).slice(0, 10);
    expect(linesOf(await run('records', '--json', '--day', day)).length).toBe(expected.history + 1);
    expect((await run('records', '--file', 'nada.csv')).out).toContain('There is no such record.');
    const out = join(folder, `${system}.json`);
    expect((await run('export', out)).status).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toHaveLength(expected.history + 1);
  });

  test('trace: every step with its time, in both languages; a name that nobody uploaded is a sentence', async () => {
    const { way, steps } = await traced(() => run('trace', 'março 1.csv'.normalize('NFD'), '--json'));
    expect(way).toMatchObject({ bucket, key: 'março 1.csv', state: 'done' });
    expect(steps).toEqual(expected.steps);
    expect((await run('trace', 'março 1.csv')).out).toMatch(expected.done);
    const { out } = await inPortuguese('scripts/trace.ts', '--system', system, 'março 1.csv');
    expect(out).toMatch(expected.pronto);
    const none = await run('trace', 'nada.txt');
    expect(none).toMatchObject({ status: 1, err: expect.stringContaining(`${bucket} holds no file nada.txt`) });
  });

  test('status and logs tell of it', async () => {
    const [told] = linesOf(await run('status', '--json')).slice(-1);
    expect(told).toMatchObject({ event: 'status', absent: 0, drifted: 0, ...expected.status });
    const warned = async () => linesOf(await run('logs', '--file', 'quebrado.csv', '--json')).map(({ level }) => level);
    await expect.poll(warned, { timeout: 30_000 }).toContain('WARN'); // a log line arrives after the record
  });

  test('a failed event: dead-letters says why, trace says that it is stuck, redrive has it worked on', async () => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${stack}-failures` }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: failedEvent(bucket, 'preso.csv') }));
    const [letter] = linesOf(await run('dead-letters', '--json'));
    const reason = 'TimeoutError: S3 did not answer';
    expect(letter).toMatchObject({ files: [{ bucket, key: 'preso.csv' }], reason });
    const [way] = linesOf(await run('trace', 'preso.csv', '--json'));
    expect(way).toMatchObject({ state: 'failed event', error: reason });
    const { out } = await run('trace', 'preso.csv');
    expect(out).toContain(`Why: ${reason}`);
    expect(out).toContain(`npm run redrive -- --system ${system}`);
    const moved = linesOf(await run('redrive', '--json')).at(-1);
    expect(moved).toMatchObject({ event: 'redrive', by: 'this command', moved: 1, stayed: [] });
    const [record] = linesOf(await run('records', '--json', '--wait', 'preso.csv'));
    expect(record).toMatchObject({ key: 'preso.csv', ...expected.lost });
  });

  test('the demo speaks Portuguese, and what it prints for programs stays English', async () => {
    const { status, out, err } = await inPortuguese('scripts/demo.ts', system, '--json');
    expect(status).toBe(0);
    expect(err.match(/^Ato \d/gm)).toEqual(Array.from({ length: expected.acts }, (_, act) => `Ato ${act + 1}`));
    expect(err.match(/ certo( |$)/gm)).toHaveLength(6);
    expect(err).not.toMatch(/Act \d|right|ERRADO|WRONG/);
    const [told] = linesOf({ status, out, err }).slice(-1);
    expect(told).toMatchObject({ event: 'demo', system, ok: true });
    expect(JSON.stringify(told)).toContain(expected.check);
  });
});
