// upload, records and status with a running system: what they print, and how they end.
// The names are chosen because S3 encodes them in its messages, and each of them was once counted wrong.

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { clientOf } from '../src/local/private-cloud.ts';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { SYSTEM_NAMES } from '../src/systems.ts';
import { commandsOf, linesOf, startingOf } from '../src/testing/run-command.ts';

const STACK = `ada-scripts-${DEFAULT_SYSTEM}`;
const BUCKET = `${STACK}-000000000000`;
const run = commandsOf('scripts');
const upload = (...args: string[]) => run('scripts/upload.ts', ...args);
const records = (...args: string[]) => run('scripts/records.ts', ...args);
const status = (...args: string[]) => run('scripts/status.ts', ...args);

const folder = mkdtempSync(join(tmpdir(), 'uploads-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('wrong usage ends with 2 and one sentence', () => {
  mkdirSync(join(folder, 'twice'));
  writeFileSync(join(folder, 'twice', 'there.txt'), '');
  const there = file('there.txt', 'a\n');
  const locked = file('locked.txt', 'a\n');
  chmodSync(locked, 0);
  const cases: [script: string, args: string[], says: string][] = [
    ['upload', ['--what'], "Unknown option '--what'"],
    ['upload', ['--count', '0'], '--count 0 is not a whole number from 1 to 10000.'],
    ['upload', ['--lines', '5-1'], '--lines 5-1 is not a range.'],
    ['upload', ['--seed', '4294967296'], '--seed 4294967296 is not a whole number from 0 to 4294967295.'],
    ['upload', [there, '--count', '2', '--lines', '1-2'], '--count and --lines cannot stand beside files'],
    ['upload', [there, join(folder, 'nowhere.txt')], 'nowhere.txt does not exist.'],
    ['upload', [join(there, 'below')], 'does not exist.'],
    ['upload', [join(folder, '*.pdf')], '*.pdf has no file to send; hidden and temporary ones are left out.'],
    ['upload', ['--watch', there], 'there.txt is a file, not a folder.'],
    ['upload', ['--watch', join(folder, 'nowhere')], 'nowhere does not exist.'],
    ['upload', ['--watch', folder, there], 'there.txt cannot stand beside --watch.'],
    ['upload', ['--watch', folder, '--count', '2'], '--count cannot stand beside files'],
    ['upload', ['/dev/null'], '/dev/null is not a file.'],
    ['upload', [there, join(folder, 'twice', 'there.txt')], 'Two of the files are called there.txt'],
    ['records', ['--wait'], '--wait needs the name of at least one file.'],
    ['records', ['audit-log'], 'audit-log is a system, and this command takes it as a flag: --system audit-log.'],
    ['records', ['--system', 'audit-log', 'audit-log'], 'audit-log means nothing without --wait.'],
    ['records', ['a.txt'], 'a.txt means nothing without --wait.'],
    ['records', ['--timeout', 'long'], '--timeout long is not a number of seconds.'],
    ['records', ['--wait', 'a.txt', '--last', '3'], '--wait shows the files that it names'],
    ['records', ['--day', '2026-02-30'], '--day 2026-02-30 is not a day.'],
    ['records', ['--day', '+010000-01-01'], '--day +010000-01-01 is not a day.'],
    ['inbox', ['--aws'], 'SNS sends its mails and keeps none, so no program can read them on AWS.'],
    ['inbox', ['--last', 'few'], '--last few is not a whole number from 1 to 1000.'],
    ['status', ['now'], `there is no system 'now', only ${SYSTEM_NAMES.join(', ')}`],
  ];
  // The superuser may read everything, so there is nothing to refuse.
  if (process.getuid?.() !== 0) cases.push(['upload', [locked], 'may not be read by you.']);

  test.concurrent.each(cases)('%s %j', async (script, args, says) => {
    const { status, out, err } = await run(`scripts/${script}.ts`, ...args, '--json');
    expect(err).toContain(says);
    expect({ status, out }).toEqual({ status: 2, out: '' });
  });
});

describe('before up', () => {
  test.concurrent('upload says what does not exist', async () => {
    const { status, err } = await upload('--json');
    expect(err).toContain(`The bucket ${BUCKET} is not there: run npm run up first.`);
    expect(status).toBe(1);
  });

  test.concurrent('records does too', async () => {
    const { status, err } = await records();
    expect(err).toContain(`The function ${STACK}-records-reader is not there: run npm run up first.`);
    expect(status).toBe(1);
  });

  test.concurrent('status shows everything absent, and that is no failure', async () => {
    const ended = await status('--json');
    const steps = linesOf(ended);
    expect(steps.pop()).toEqual({
      event: 'status',
      present: 0,
      drifted: 0,
      absent: steps.length,
      surplus: 0,
      queue: { waiting: 0, inFlight: 0 },
      deadLetters: 0,
      records: null,
      email: 'none',
      ringing: [],
    });
    expect(new Set(steps.map(({ event, outcome }) => `${event} ${outcome}`))).toEqual(new Set(['step would-create']));
    expect(ended.status).toBe(0);
  });
});

describe('while the system is up', () => {
  beforeAll(async () => {
    const { status, err } = await run('provision/up.ts');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { out } = await records();
    expect(out).toContain('No file has been counted yet. Try:  npm run upload');
  });
  afterAll(async () => {
    const { status, out, err } = await run('teardown/down.ts', '--yes');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('Cost until now: less than $0.01 in ');
  });

  test('one seed gives one set of files; without a seed every file is different', async () => {
    const [first, more, free, other] = await Promise.all([
      upload('--seed', '7', '--count', '2', '--json'),
      upload('--seed', '7', '--count', '3', '--json'),
      upload('--lines', '20-30', '--json'),
      upload('--lines', '0', '--json'),
    ]);
    expect(linesOf(first)).toEqual(linesOf(more).slice(0, 2));
    const [seeded, second] = linesOf(first);
    expect(Object.keys(seeded ?? {})).toEqual(['key', 'bytes', 'lines']);
    expect(seeded?.key).toMatch(/^[a-z-]+-20\d\d-\d\d-[0-9a-f]{6}\.txt$/);
    expect(second).not.toEqual(seeded);
    const [{ key, lines } = {}, [empty] = []] = [linesOf(free)[0], linesOf(other)];
    expect(key).not.toBe(empty?.key);
    expect(lines).toBeGreaterThanOrEqual(20);
    expect(lines).toBeLessThanOrEqual(30);
    expect(empty).toMatchObject({ bytes: 0, lines: 0 });

    const counted = await records(
      '--json',
      '--wait',
      ...linesOf(more).map((one) => String(one.key)),
      String(empty?.key),
    );
    expect(linesOf(counted).map(({ key, bytes, lines }) => ({ key, bytes, lines }))).toEqual([...linesOf(more), empty]);
  });

  test('names that must be encoded, and what is a line', async () => {
    const table: Record<string, [content: string, lines: number, newlines: number]> = {
      'relatório de março.txt': ['um\ndois\n', 2, 2],
      'relato\u0301rio decomposto.txt': ['um\ndois', 2, 1],
      '100% + 1 = 101%25.txt': ['\n\n\n', 3, 3],
      'a+b&c=d?e#f.txt': ['um\r\ndois\r\n', 2, 2],
      'O\'Neill "aspas" (1).txt': ['\r\r', 1, 0],
      '🧾 日本語.txt': ['\uFEFFum', 1, 0],
      'duas\nlinhas \u001b[31m.txt': ['um\n', 1, 1],
      [`${'ç'.repeat(120)}.txt`]: ['', 0, 0],
    };
    const keys = Object.keys(table);
    const sent = await upload('--json', ...Object.entries(table).map(([name, [text]]) => file(name, text)));
    expect(sent).toMatchObject({ status: 0, err: expect.stringContaining(`Uploaded to ${BUCKET}.`) });
    const expected = Object.entries(table).map(([key, [text, lines]]) => ({
      key,
      bytes: Buffer.byteLength(text),
      lines,
    }));
    expect(linesOf(sent)).toEqual(expected);

    const waited = linesOf(await records('--json', '--wait', ...keys));
    expect(waited).toEqual(
      expected.map((one) => ({
        bucket: BUCKET,
        ...one,
        newlines: table[one.key]?.[2],
        status: 'counted',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        countedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      })),
    );
    const all = linesOf(await records('--json'));
    for (const one of waited) expect(all).toContainEqual(one);

    const { status, out } = await records();
    const shown = out.split('\n').find((line) => line.startsWith('🧾'));
    expect(shown).toMatch(/^🧾 日本語\.txt +1 +5 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {3}counted$/);
    expect(out).not.toContain('\u001b');
    expect(status).toBe(0);
  });

  test('inbox shows what the topic said of a file, the newest last, and follows until Ctrl-C', async () => {
    const name = 'carta à Ana.txt';
    const following = startingOf('scripts')('scripts/inbox.ts', '--follow');
    await upload(file(name, 'um\ndois\n'));
    await records('--wait', name);
    const mails = async () => linesOf(await run('scripts/inbox.ts', '--json'));
    const aboutIt = ({ text }: Record<string, unknown>) => String(text).includes(name);
    await expect.poll(async () => (await mails()).filter(aboutIt), { timeout: 30_000 }).toHaveLength(1);
    const all = await mails();
    expect(all.find(aboutIt)).toMatchObject({ topic: `${STACK}-results`, subject: expect.stringMatching(/./) });
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted());
    const [last] = linesOf(await run('scripts/inbox.ts', '--last', '1', '--json'));
    expect(last).toEqual(all.at(-1));
    await expect.poll(following.out, { timeout: 30_000 }).toContain(name);
    following.child.kill('SIGINT');
    expect(await following.ended).toMatchObject({ status: 0 });
  });

  test('hand-in: parts, drawing, files against records and alarms in two files, which are never overwritten unasked', async () => {
    const out = join(folder, 'entrega');
    const handIn = (...more: string[]) => run('scripts/hand-in.ts', '--out', out, '--json', ...more);
    expect(linesOf(await handIn())).toEqual([
      { event: 'hand-in', system: DEFAULT_SYSTEM, files: [`${out}.md`, `${out}.html`] },
    ]);
    const [page, web] = [readFileSync(`${out}.md`, 'utf8'), readFileSync(`${out}.html`, 'utf8')];
    const heads = ['What, where and when', 'The parts and their states', 'The drawing', 'Uploaded against recorded'];
    for (const head of heads) expect(page).toContain(`## ${head}\n`);
    expect(page).toContain(`| SQS queue ${STACK}-jobs | present, as declared |`);
    expect(page).toMatch(/\| (\d+) \| \1 \| 0 \|/);
    expect(page).toMatch(/n\d+\["SQS queue …-jobs"\]/);
    expect(page).toContain('nothing of it ran on AWS');
    for (const text of [page, web]) expect(text).not.toMatch(/\b0{12}\b/);
    expect(await handIn()).toMatchObject({ status: 2, err: expect.stringContaining('entrega.md is there already.') });
    expect(await handIn('--force')).toMatchObject({ status: 0 });
  });

  test('waiting is for the newest version of a name', async () => {
    for (const lines of [1, 2]) {
      await upload(file('de novo.txt', 'x\n'.repeat(lines)));
      expect(linesOf(await records('--json', '--wait', 'de novo.txt'))).toMatchObject([{ key: 'de novo.txt', lines }]);
    }
  });

  test('a key that never comes: exit 1, named, and the ones that came are shown', async () => {
    await upload(file('vem.txt', 'x\n'));
    await records('--wait', 'vem.txt');
    const ended = await records('--wait', 'vem.txt', 'nunca.txt', '--timeout', '2', '--json');
    expect(ended.err).toContain('No record of nunca.txt after 2 s.');
    expect(linesOf(ended)).toMatchObject([{ key: 'vem.txt', lines: 1 }]);
    expect(ended.status).toBe(1);
  });

  test('one line is one line; existing files are listed once and counted', async () => {
    const [{ out }, left] = await Promise.all([upload(file('uma.txt', 'x\n')), run('scripts/leftovers.ts')]);
    expect(out).toMatch(/^ {2}uma\.txt +2 bytes +1 line {2}expected$/m);
    expect(left.status).toBe(1);
    expect(left.out.split(`S3 bucket            ${BUCKET}\n`)).toHaveLength(2);
    expect(left.err).toMatch(new RegExp(`^x \\d+ things of ${STACK} left in account 000000000000, us-east-1\\.\n`));
    expect(left.err).not.toContain(BUCKET);
  });

  test('doctor says that the system is up already', async () => {
    const doctor = (env: Record<string, string>) => commandsOf('scripts', env)('scripts/doctor.ts');
    const ended = await Promise.all([doctor({}), doctor({ AWS_ENDPOINT_URL: '' })]);
    for (const { out } of ended) expect(out).toContain('Ready, and it is up already. Next:  npm run status\n');
  });

  test('status: all present; then one drifted, with its field, and not changed', async () => {
    const before = await status('--json');
    const steps = linesOf(before);
    const { present, ...rest } = steps.pop() ?? {};
    expect({ present, ...rest }).toMatchObject({ event: 'status', present: steps.length, drifted: 0, absent: 0 });
    expect(rest).toMatchObject({ queue: { waiting: 0, inFlight: 0 }, deadLetters: 0, email: 'none' });
    expect(rest.records).toBeGreaterThan(0);
    expect(rest).toMatchObject({ costSoFar: { seconds: expect.any(Number), dollars: expect.any(Number) } });
    expect(before.status).toBe(0);

    const sns = new SNSClient(clientOf(inject('cloud') as never));
    const TopicArn = `arn:aws:sns:us-east-1:000000000000:${STACK}-results`;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'ana@example.com' }));
    const sqs = new SQSClient(clientOf(inject('cloud') as never));
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${STACK}-dead-letters` }));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '77' } }));
    const { status: code, out } = await status();
    expect(out).toMatch(/SQS queue .*dead-letters +drifted +VisibilityTimeout 77 -> 30/);
    expect(out).toContain(`${steps.length - 1} present, 1 drifted, 0 absent.\nPut it right:  npm run up\n`);
    expect(out).toMatch(/^ {2}e-mail +results are published to the topic \(the local cloud sends no mail\)$/m);
    expect(out).toMatch(/^ {2}cost so far +less than \$0\.01 in .* on AWS; here nothing is billed$/m);
    expect(code).toBe(0);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes?.VisibilityTimeout).toBe('77');
  });
});
