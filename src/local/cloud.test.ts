// The life of a local cloud: found again, stopped completely, its state kept, emptied by reset.
// The processes are real, in private homes; only the user's environment is faked.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { ECSClient } from '@aws-sdk/client-ecs';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, GetObjectCommand, HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand, PublishCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { expect, test, vi } from 'vitest';
import { zipped } from '../aws/code/zip.ts';
import { makeTinyService } from '../testing/prerequisites.ts';
import { findLocalCloud, type LocalCloud, resetLocalCloud, startLocalCloud, stopLocalCloud } from './cloud.ts';
import { clientOf, clientsOf, privateHome } from './private-cloud.ts';
import { groupMembers } from './processes.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const scaling = (cloud: LocalCloud) => new ApplicationAutoScalingClient(clientOf(cloud));

test('a second start finds the first; stop and start keep state, ports and certificate; reset empties', async () => {
  const home = privateHome();
  expect(await findLocalCloud({ home })).toBeUndefined();
  expect(await stopLocalCloud({ home })).toBe('was not running');

  const first = await startLocalCloud({ home });
  expect(await startLocalCloud({ home })).toEqual(first);
  expect(await findLocalCloud({ home })).toEqual(first);
  const ca = readFileSync(first.cache.ca, 'utf8');
  expect(statSync(join(home, 'key.pem')).mode & 0o777).toBe(0o600);

  const before = clientsOf(first, ca);
  await before.s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
  await before.s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'a/b.txt', Body: 'três linhas' }));
  const { QueueUrl } = await before.sqs.send(new CreateQueueCommand({ QueueName: 'kept' }));
  expect(QueueUrl).toContain(`${first.endpoint}/`);
  await before.redis.hset('record', { lines: 3 });
  const { cluster, service } = await makeTinyService({ cloud: { ecs: new ECSClient(clientOf(first)) }, name: 'kept' });
  const scaled = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
  const target = { ...scaled, ResourceId: `service/${cluster}/${service}`, MinCapacity: 1, MaxCapacity: 3 };
  await scaling(first).send(new RegisterScalableTargetCommand(target));

  const { TopicArn } = await before.sns.send(new CreateTopicCommand({ Name: 'kept' }));
  await before.sns.send(new PublishCommand({ TopicArn, Message: 'três linhas' }));
  const mails = async () => {
    const answer = await fetch(`${first.endpoint}/_local/mails?topic=${TopicArn}`);
    return ((await answer.json()) as { mails: { text: string }[] }).mails.map(({ text }) => text);
  };

  expect(await stopLocalCloud({ home })).toBe('stopped');
  expect(groupMembers(first.pid)).toEqual([]);
  expect(existsSync(join(home, 'tmp'))).toBe(false);
  expect(await findLocalCloud({ home })).toBeUndefined();

  const second = await startLocalCloud({ home });
  expect(second).toEqual({ ...first, pid: second.pid });
  expect(second.pid).not.toBe(first.pid);
  const after = clientsOf(second, ca); // the old certificate is still valid
  const object = await after.s3.send(new GetObjectCommand({ Bucket: 'kept', Key: 'a/b.txt' }));
  expect(await object.Body?.transformToString()).toBe('três linhas');
  expect(await after.sqs.send(new GetQueueUrlCommand({ QueueName: 'kept' }))).toMatchObject({ QueueUrl });
  expect(await after.redis.hgetall('record')).toEqual({ lines: '3' });
  const look = new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' });
  expect((await scaling(second).send(look)).ScalableTargets).toMatchObject([target]);
  expect(await mails()).toEqual(['três linhas']);

  await resetLocalCloud({ home });
  const third = await findLocalCloud({ home });
  expect(third).toEqual({ ...first, pid: third?.pid });
  if (!third) return;
  const empty = clientsOf(third, ca);
  await expect(empty.s3.send(new HeadBucketCommand({ Bucket: 'kept' }))).rejects.toThrow();
  await expect(empty.sqs.send(new GetQueueUrlCommand({ QueueName: 'kept' }))).rejects.toThrow();
  expect(await empty.redis.dbsize()).toBe(0);
  expect((await scaling(third).send(look)).ScalableTargets).toEqual([]);
  expect(await mails()).toEqual([]);

  await stopLocalCloud({ home });
  await resetLocalCloud({ home });
  expect(await findLocalCloud({ home }), 'reset starts only what was running').toBeUndefined();
});

test('a function trusts the cache, sees nothing of the user, and ends with the cloud', async () => {
  vi.stubEnv('AWS_PROFILE', 'of-the-user');
  const home = privateHome();
  const cloud = await startLocalCloud({ home });
  const lambda = new LambdaClient(clientOf(cloud));
  // CommonJS without a package.json, and a TLS socket that stays open: the emulator does not end such a process.
  const code = `
    const { connect } = require('node:tls');
    exports.handler = () => new Promise((done, failed) => {
      const socket = connect({ host: '127.0.0.1', port: Number(process.env.CACHE_PORT) }, () => socket.write('PING\\r\\n'));
      socket.once('data', (data) => done({ said: String(data), pid: process.pid, profile: process.env.AWS_PROFILE }));
      socket.once('error', failed);
    });`;
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'holder',
      Role: 'arn:aws:iam::000000000000:role/any',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 10,
      Code: { ZipFile: zipped({ 'index.js': code }) },
      Environment: { Variables: { CACHE_PORT: String(cloud.cache.port) } },
    }),
  );
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'holder' }));
  const answer = JSON.parse(Payload?.transformToString() ?? '');
  expect(answer).toEqual({ said: '+PONG\r\n', pid: expect.any(Number) });
  expect(groupMembers(cloud.pid).map(({ pid }) => pid)).toContain(answer.pid);

  await stopLocalCloud({ home });
  expect(groupMembers(cloud.pid)).toEqual([]);
  expect(existsSync(join(home, 'tmp'))).toBe(false);
});

test('every listener is on the loopback interface; settings reach the emulator', async () => {
  const home = privateHome();
  const settings = { AUTH: 'true' };
  const cloud = await startLocalCloud({ home, settings });
  const { port, plainPort } = cloud.cache;
  const expected = [new URL(cloud.endpoint).port, port, plainPort].map((one) => `127.0.0.1:${one}`);
  // Two more, on a free port of each start: the image runner and Application Auto Scaling.
  const found = listeners(cloud.pid);
  expect(found).toEqual(expect.arrayContaining(expected));
  const loopback = expect.stringMatching(/^127\.0\.0\.1:\d+$/);
  expect(found.filter((one) => !expected.includes(one))).toEqual([loopback, loopback]);

  expect(await (await fetch(`${cloud.endpoint}/_ministack/health`)).text()).toContain('"auth": "enabled"');
  expect(await startLocalCloud({ home })).toEqual(cloud);
  expect(await startLocalCloud({ home, settings })).toEqual(cloud);
  await expect(startLocalCloud({ home, settings: {} })).rejects.toThrow(/already runs with \{"AUTH":"true"\}.*Stop it/);
});

/** The target of a file descriptor; '' when it was closed meanwhile. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** "127.0.0.1:4566" for every TCP socket on which a process of the group listens. */
function listeners(group: number): string[] {
  if (!existsSync('/proc/net/tcp')) {
    const table = execFileSync('lsof', ['-nP', '-a', '-g', String(group), '-iTCP', '-sTCP:LISTEN', '-Fn'], {
      encoding: 'utf8',
    });
    return [...new Set(table.split('\n').flatMap((line) => (line.startsWith('n') ? [line.slice(1)] : [])))];
  }
  const sockets = new Set(
    groupMembers(group).flatMap(({ pid }) =>
      readdirSync(`/proc/${pid}/fd`).flatMap(
        (fd) => /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1] ?? [],
      ),
    ),
  );
  // "  0: 0100007F:11D6 00000000:0000 0A …": the address little-endian in hex, state 0A is LISTEN, field 9 the inode.
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(1) : [],
  );
  return rows.flatMap((row) => {
    const fields = row.trim().split(/\s+/);
    if (fields[3] !== '0A' || !sockets.has(fields[9] ?? '')) return [];
    const [address = '', port = ''] = fields[1]?.split(':') ?? [];
    return [`${[...Buffer.from(address, 'hex')].reverse().join('.')}:${Number.parseInt(port, 16)}`];
  });
}
