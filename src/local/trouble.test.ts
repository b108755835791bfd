// Problems between two runs: old process ids, a killed keeper, taken ports, two starts at once.
// In each, only our own processes are ended, and the next command repairs the problem or says what to do.

import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  CreateReplicationGroupCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { CreateFunctionCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { zipped } from '../aws/code/zip.ts';
import { inEnglish } from '../engine/text.ts';
import { findLocalCloud, LocalCloudError, startLocalCloud, stopLocalCloud } from './cloud.ts';
import { endGroup } from './group.ts';
import { placeOf, readRecord, writeRecord } from './place.ts';
import { choosePorts, isFree } from './ports.ts';
import { asNobody, clientOf, clientsOf, privateHome, temporaryFolder } from './private-cloud.ts';
import { commandOf, groupMembers, signal } from './processes.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const COMMAND = fileURLToPath(new URL('../../scripts/local.ts', import.meta.url));

test('an old pid, dead or now of another program, is not running, and no process is ended', async () => {
  const home = privateHome();
  const stranger = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  onTestFinished(() => void stranger.kill());
  const dead = Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));
  const ports = await choosePorts(false);
  for (const pid of [dead, stranger.pid ?? 0, process.pid]) {
    writeRecord(placeOf(home), { ports, pid });
    expect(await findLocalCloud({ home })).toBeUndefined();
    expect(await stopLocalCloud({ home })).toBe('was not running');
    expect(readRecord(placeOf(home))).toEqual({ ports });
  }
  expect(commandOf(stranger.pid ?? 0)).toBe('sleep 60');
});

test('a record that cannot be read counts as none', () => {
  const place = placeOf(privateHome());
  for (const text of ['', '{', 'null', '{"ports":{"aws":1}}']) {
    writeFileSync(place.record, text);
    expect(readRecord(place)).toBeUndefined();
  }
});

test('ports taken meanwhile are not touched: the cloud moves to others, says so, and keeps all its contents', async () => {
  const home = privateHome();
  const first = await startLocalCloud({ home });
  const before = clientsOf(first, readFileSync(first.cache.ca, 'utf8'));
  await before.s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
  const { QueueUrl } = await before.sqs.send(new CreateQueueCommand({ QueueName: 'kept' }));
  await before.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
  await before.redis.hset('record', { lines: 3 });
  await new ElastiCacheClient(clientOf(first)).send(
    new CreateReplicationGroupCommand({ ...GROUP, ReplicationGroupDescription: 'of a test', Engine: 'valkey' }),
  );
  const Environment = { Variables: { CACHE_PORT: String(first.cache.port), ELSE: `${first.endpoint}0/` } };
  await new LambdaClient(clientOf(first)).send(new CreateFunctionCommand({ ...FUNCTION, Environment }));
  await stopLocalCloud({ home });

  const { ports } = readRecord(placeOf(home)) ?? {};
  const strangers = [ports?.aws, ports?.cache].map((port) => createServer().listen(port, '127.0.0.1'));
  onTestFinished(() => strangers.forEach((one) => void one.close()));
  await Promise.all(strangers.map((one) => once(one, 'listening')));
  const said: string[] = [];
  const second = await startLocalCloud({ home, say: (sentence) => void said.push(inEnglish(sentence)) });
  expect(said).toEqual([
    `port ${ports?.aws} is taken by another program: AWS calls now go to port ${new URL(second.endpoint).port}, and nothing is lost`,
    `port ${ports?.cache} is taken by another program: the cache now listens on port ${second.cache.port}, and nothing is lost`,
  ]);
  expect(second.cache.plainPort).toBe(first.cache.plainPort);
  expect(strangers.every(({ listening }) => listening)).toBe(true);

  const after = clientsOf(second, readFileSync(second.cache.ca, 'utf8'));
  await after.s3.send(new HeadBucketCommand({ Bucket: 'kept' }));
  const moved = await after.sqs.send(new GetQueueUrlCommand({ QueueName: 'kept' }));
  expect(moved.QueueUrl).toBe(QueueUrl?.replace(first.endpoint, second.endpoint));
  const { Messages } = await after.sqs.send(new ReceiveMessageCommand({ QueueUrl: moved.QueueUrl }));
  expect(Messages).toMatchObject([{ Body: 'kept' }]);
  expect(await after.redis.hgetall('record')).toEqual({ lines: '3' });
  const { ReplicationGroups } = await new ElastiCacheClient(clientOf(second)).send(
    new DescribeReplicationGroupsCommand(),
  );
  expect(ReplicationGroups?.[0]?.NodeGroups?.[0]?.PrimaryEndpoint?.Port).toBe(second.cache.port);
  const live = await new LambdaClient(clientOf(second)).send(new GetFunctionConfigurationCommand(FUNCTION));
  expect(live.Environment?.Variables).toEqual({ CACHE_PORT: String(second.cache.port), ELSE: `${first.endpoint}0/` });

  await stopLocalCloud({ home });
  expect(await startLocalCloud({ home })).toEqual({ ...second, pid: expect.any(Number) });
});

const GROUP = { ReplicationGroupId: 'kept', CacheNodeType: 'cache.t4g.micro', NumCacheClusters: 1 };
const FUNCTION = {
  FunctionName: 'kept',
  Role: 'arn:aws:iam::000000000000:role/any',
  Runtime: 'nodejs22.x' as const,
  Handler: 'index.handler',
  Code: { ZipFile: zipped({ 'index.js': 'exports.handler = () => 1' }) },
};

test('a folder that cannot be written is named, and a full disk too', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  await asNobody(async () => {
    for (const home of [join(folder, 'cloud'), folder])
      await expect(startLocalCloud({ home })).rejects.toMatchObject({
        name: 'LocalCloudError',
        message: `Starting the local cloud: the folder ${folder} cannot be written (EACCES). Give yourself the right to write there, or work in a copy of the project in another folder.`,
      });
  });

  const home = privateHome();
  symlinkSync('/dev/full', `${placeOf(home).record}.${process.pid}`); // the temporary file of the record
  await expect(startLocalCloud({ home })).rejects.toThrow(
    /^Starting the local cloud: no space is left on the disk\. Free some/,
  );
});

test('two starts at the same time end with one cloud', async () => {
  const home = privateHome();
  const start = () =>
    promisify(execFile)(process.execPath, [
      '--import',
      import.meta.resolve('tsx'),
      COMMAND,
      'start',
      '--json',
      '--home',
      home,
    ]);
  const [one, two, here] = await Promise.all([start(), start(), startLocalCloud({ home })]);
  expect(JSON.parse(one.stdout)).toEqual(JSON.parse(two.stdout));
  expect(JSON.parse(one.stdout).pid).toBe(here.pid);
  expect(existsSync(placeOf(home).lock)).toBe(false);
});

test('when a process of the cloud dies, the keeper says so and ends the rest; after a kill the next start cleans up', async () => {
  const home = privateHome();
  const first = await startLocalCloud({ home });
  const part = (name: string, group: number) =>
    groupMembers(group).find(({ command }) => command.includes(name))?.pid ?? 0;
  signal(part('valkey-server', first.pid), 'SIGKILL');
  while (groupMembers(first.pid).length) await pause(25);
  expect(readFileSync(first.log, 'utf8')).toMatch(/keeper: .*valkey-server ended by itself \(SIGKILL\); stopping/);
  expect(await findLocalCloud({ home })).toBeUndefined();

  truncateSync(first.log, 6 * 1024 * 1024); // a long log is renamed at the next start
  const second = await startLocalCloud({ home });
  expect(existsSync(`${second.log}.1`)).toBe(true);
  expect(readFileSync(second.log, 'utf8').length).toBeLessThan(100_000);
  signal(second.pid, 'SIGKILL');
  const left = () =>
    groupMembers(second.pid).map(({ command }) => command.includes('valkey') || command.includes('ministack'));
  await expect.poll(left, { timeout: 10_000 }).toEqual([true, true]);

  const third = await startLocalCloud({ home });
  expect(third.endpoint).toBe(second.endpoint);
  expect(groupMembers(second.pid)).toEqual([]);

  signal(third.pid, 'SIGSTOP'); // a process that hangs is killed
  expect(await endGroup(placeOf(home), readRecord(placeOf(home)), 0.3)).toBe(true);
  expect(groupMembers(third.pid)).toEqual([]);
  expect(await isFree(third.cache.plainPort)).toBe(true);
});

test('a cloud for one process ends with it, also when it is killed, and its home is removed', async () => {
  const home = temporaryFolder();
  const cloud = new URL('cloud.ts', import.meta.url).href;
  const script = `const { startLocalCloud } = await import('${cloud}');
    console.log((await startLocalCloud({ home: '${home}', endsWith: process.pid })).pid);
    setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script]);
  const [pid] = await once(owner.stdout.setEncoding('utf8'), 'data');
  expect(groupMembers(Number(pid)).length).toBeGreaterThan(2);
  owner.kill('SIGKILL');
  await expect.poll(() => groupMembers(Number(pid)), { timeout: 20_000 }).toEqual([]);
  expect(existsSync(home)).toBe(false);
});

test('a start that fails shows the last lines of the log and leaves no process', async () => {
  const home = privateHome();
  const failure = await startLocalCloud({ home, settings: { GATEWAY_PORT: 'not-a-port' } }).catch((error) => error);
  expect(failure).toBeInstanceOf(LocalCloudError);
  expect(failure.message).toMatch(/it ended before it was ready/);
  expect(failure.message).toContain(join(home, 'cloud.log'));
  expect(failure.message).toContain('ended by itself (exit code 1)');
  expect(readRecord(placeOf(home))?.pid).toBeUndefined();
  expect(existsSync(join(home, 'tmp'))).toBe(false);
});
