// Wrong commands and wrong settings: one clear sentence, the right exit code, and nothing changed.
// Each runs as its own process, and every connection that it opens is written to its standard error.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { CreateBucketCommand, DeleteBucketCommand, GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import { afterAll, expect, inject, test } from 'vitest';
import { LOCAL_ACCOUNT, openCloud } from '../src/aws/clients.ts';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { commandsOf, type Ended, linesOf } from '../src/testing/run-command.ts';

const STAGE = 'wrong';
const cloud = await openCloud({ region: 'us-east-1', endpoint: inject('cloud').endpoint, account: LOCAL_ACCOUNT });
const home = mkdtempSync(join(tmpdir(), 'home-'));
afterAll(() => {
  cloud.close();
  rmSync(home, { recursive: true });
});

const WITNESS = `import net from 'node:net';
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...all) {
  const [{ host, path }] = all.flat();
  if (!path) process.stderr.write('CONNECTED ' + host + '\\n');
  return connect.apply(this, all);
};`;
const witnessed = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(WITNESS)}` };

const commands = (env: Record<string, string> = {}) => commandsOf(STAGE, { HOME: home, ...witnessed, ...env });
const problem = ({ err }: Ended) => err.split('\n').filter((line) => line.startsWith('x '));
const untouched = async ({ err }: Ended) => {
  expect(err).not.toContain('CONNECTED');
  const { Vpcs = [] } = await cloud.ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'tag:stage', Values: [STAGE] }] }),
  );
  expect(Vpcs).toEqual([]);
};

const WRONG: [what: string, args: string[], env: Record<string, string>, sentence: RegExp][] = [
  ['an unknown system', ['audit-lgo'], {}, /there is no system 'audit-lgo' \(did you mean audit-log\?\), only /],
  ['an unknown flag', ['--plann'], {}, /not understood.*--plann/],
  ['a surplus word', ['audit-log', 'twice'], {}, /'twice' means nothing here/],
  ['an invalid stage', [], { STAGE: 'Not A Stage' }, /STAGE must be 2 to 10 lower-case/],
  ['an invalid address', [], { NOTIFY_EMAIL: 'nobody' }, /NOTIFY_EMAIL must be one e-mail address/],
  ['an invalid region', [], { AWS_REGION: 'mars' }, /AWS_REGION must be a region/],
  [
    'an emulator elsewhere',
    [],
    { AWS_ENDPOINT_URL: 'http://example.com:4566' },
    /points to example\.com, which is not/,
  ],
  [
    'an emulator without http',
    [],
    { AWS_ENDPOINT_URL: 'localhost:4566' },
    /AWS_ENDPOINT_URL has no http:\/\/ in front/,
  ],
  ['an emulator by FTP', [], { AWS_ENDPOINT_URL: 'ftp://127.0.0.1:4566' }, /must begin with http:\/\/ or https:\/\//],
  ['GovCloud', ['--aws'], { AWS_ENDPOINT_URL: '', AWS_REGION: 'us-gov-west-1' }, /GovCloud, China, .*"us-gov-west-1"/],
  ['no address at all', [], { AWS_ENDPOINT_URL: 'nonsense' }, /AWS_ENDPOINT_URL is not an address: nonsense/],
  ['AWS and an emulator', ['--aws', '--yes'], {}, /--aws and AWS_ENDPOINT_URL contradict each other/],
];

test.each(WRONG)('%s: exit code 2, one sentence, no connection', async (_, args, env, sentence) => {
  const ended = await commands(env)('provision/up.ts', ...args);
  expect([ended.status, ended.out]).toEqual([2, '']);
  expect(problem(ended)).toEqual([expect.stringMatching(sentence)]);
  await untouched(ended);
});

test('`down` refuses a wrong stage too', async () => {
  const ended = await commands({ STAGE: 'Not A Stage' })('teardown/down.ts');
  expect([ended.status, problem(ended)]).toEqual([2, [expect.stringMatching(/STAGE must be 2 to 10 lower-case/)]]);
  await untouched(ended);
});

test('--aws without credentials: exit code 1, one sentence that says how to give some, no connection', async () => {
  const none = { AWS_ENDPOINT_URL: '', AWS_EC2_METADATA_DISABLED: 'true' };
  const ended = await commands(none)('provision/up.ts', '--aws', '--yes');
  expect(ended.status).toBe(1);
  expect(problem(ended)).toEqual([
    expect.stringMatching(/^x Could not find out which AWS account this is: .*redentials/),
  ]);
  expect(ended.err).toContain('aws configure');
  await untouched(ended);
});

test('--aws with a profile that does not exist: it is named, with those that do', async () => {
  const config = join(home, 'config');
  writeFileSync(config, '[default]\nregion = us-east-1\n[profile escola]\n[sso-session s]\n');
  const files = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(home, 'none') };
  const none = { AWS_ENDPOINT_URL: '', AWS_EC2_METADATA_DISABLED: 'true', ...files };
  const ended = await commands({ ...none, AWS_PROFILE: 'naoexiste' })('provision/up.ts', '--aws', '--yes');
  expect(ended.status).toBe(1);
  expect(problem(ended)).toEqual([
    `x AWS_PROFILE names the profile naoexiste, and there is none in ${config} or ${join(home, 'none')}.`,
  ]);
  expect(ended.err).toContain('Profiles there: default, escola.');
  const there = await commands({ ...none, AWS_PROFILE: 'escola' })('provision/up.ts', '--aws', '--yes');
  expect(problem(there)).toEqual([
    expect.stringMatching(/Could not find out which AWS account this is, with the profile escola: /),
  ]);
  await untouched(ended);
});

test('nothing listens at the emulator’s address: exit code 1, and a sentence that says so', async () => {
  const ended = await commands({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })('provision/up.ts');
  expect([ended.status, problem(ended)]).toEqual([
    1,
    ['x Nothing listens at http://127.0.0.1:9, the address in AWS_ENDPOINT_URL.'],
  ]);
});

test('--help shows the flags, and connects to nothing', async () => {
  const { status, out, err } = await commands()('provision/up.ts', '--help');
  expect([status, err]).toEqual([0, '']);
  for (const flag of ['--plan', '--step', '--aws', '--yes', '--json']) expect(out).toContain(flag);
});

test('a foreign bucket of our name: exit code 1, one sentence, and the bucket is unchanged', async () => {
  const Bucket = `ada-${STAGE}-${DEFAULT_SYSTEM}-${LOCAL_ACCOUNT}`;
  await cloud.s3.send(new CreateBucketCommand({ Bucket }));
  const refusal = `x S3 bucket ${Bucket} exists, but it does not carry this project's tags`;

  const up = await commands()('provision/up.ts', '--json');
  expect(up.status).toBe(1);
  expect(problem(up)).toEqual([expect.stringContaining(refusal)]);
  expect(linesOf(up).at(-1)).toMatchObject({ event: 'summary', ok: false, failed: 1 });
  const down = await commands()('teardown/down.ts', '--json');
  expect([down.status, problem(down)]).toEqual([1, [expect.stringContaining(refusal)]]);

  expect((await cloud.s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
  await cloud.s3.send(new DeleteBucketCommand({ Bucket }));
  expect((await commands()('teardown/down.ts')).status).toBe(0);
});
