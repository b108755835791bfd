// Local clients stay on this machine, whatever the environment says. The test records every connection that the process
// opens, so a request to another machine would be seen.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ListQueuesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { randomAccount } from '../testing/test-cloud.ts';
import { openCloud } from './clients.ts';

const { endpoint } = inject('cloud');
const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
const config = join(folder, 'config');
writeFileSync(config, '[default]\nendpoint_url = https://example.com\n[[[ garbage\nregion');

const HOSTILE = {
  AWS_PROFILE: 'there-is-no-such-profile',
  AWS_CONFIG_FILE: config,
  AWS_SHARED_CREDENTIALS_FILE: config,
  AWS_ENDPOINT_URL: 'https://example.com',
  AWS_ENDPOINT_URL_SQS: 'https://example.com',
  AWS_ENDPOINT_URL_S3: 'https://example.com',
  AWS_USE_FIPS_ENDPOINT: 'true',
  AWS_USE_DUALSTACK_ENDPOINT: 'true',
  AWS_MAX_ATTEMPTS: 'abc',
  AWS_RETRY_MODE: 'nonsense',
  AWS_REGION: 'mars-north-9',
  AWS_ACCESS_KEY_ID: 'AKIAREALREALREALREAL',
  AWS_SECRET_ACCESS_KEY: 'a real one',
  AWS_SESSION_TOKEN: 'a real one',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.2/creds',
  AWS_S3_USE_ARN_REGION: 'true',
  HTTPS_PROXY: 'http://example.com:3128',
};
const hosts = new Set<string>();

beforeEach(() => {
  for (const [name, value] of Object.entries(HOSTILE)) vi.stubEnv(name, value);
  const connect = Socket.prototype.connect;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...all: unknown[]) {
    const [options] = all.flat() as { host?: string; path?: string }[];
    hosts.add(String(options?.host ?? options?.path ?? options));
    return connect.apply(this, all as never);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('in a hostile environment every client works, with its own account, on loopback alone', async () => {
  const account = randomAccount();
  const cloud = await openCloud({ region: 'us-east-1', endpoint, account });
  expect([cloud.account, cloud.region, cloud.local]).toEqual([account, 'us-east-1', true]);
  await Promise.all([
    cloud.dynamodb.send(new ListTablesCommand({})),
    cloud.ec2.send(new DescribeVpcsCommand({})),
    cloud.ec2Once.send(new DescribeVpcsCommand({})),
    cloud.s3.send(new ListBucketsCommand({})),
    cloud.sqs.send(new ListQueuesCommand({})),
    cloud.sns.send(new ListTopicsCommand({})),
    cloud.lambda.send(new ListFunctionsCommand({})),
    cloud.elasticache.send(new DescribeReplicationGroupsCommand({})),
    cloud.iam.send(new ListRolesCommand({})),
    cloud.logs.send(new DescribeLogGroupsCommand({})),
  ]);

  // A queue URL and a bucket as AWS would name them.
  await cloud.sqs.send(new CreateQueueCommand({ QueueName: 'here' }));
  const QueueUrl = `https://sqs.us-east-1.amazonaws.com/${account}/here`;
  await cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'stayed' }));
  const { Messages } = await cloud.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages?.map(({ Body }) => Body)).toEqual(['stayed']);
  const Bucket = `here-${account}.example.com`;
  await cloud.s3.send(new CreateBucketCommand({ Bucket }));
  await cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'stayed' }));
  const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
  expect(await Body?.transformToString()).toBe('stayed');

  expect([...hosts]).toEqual(['127.0.0.1']);
  cloud.close();
});

test('if anything below still chooses another host, the guard stops the request before it is sent', async () => {
  const cloud = await openCloud({ region: 'us-east-1', endpoint, account: randomAccount() });
  const leave = (next: (args: { request: { hostname: string } }) => unknown) => (args: never) => {
    (args as { request: { hostname: string } }).request.hostname = 'sqs.us-east-1.amazonaws.com';
    return next(args);
  };
  cloud.sqs.middlewareStack.add(leave as never, { step: 'finalizeRequest', name: 'leave', priority: 'low' });
  const before = cloud.journal.calls.length;
  hosts.clear();
  await expect(cloud.sqs.send(new ListQueuesCommand({}))).rejects.toThrow(
    /A request to sqs.us-east-1.amazonaws.com was stopped/,
  );
  expect(cloud.journal.calls.length).toBe(before);
  expect([...hosts]).toEqual([]);
  cloud.close();
});

test('calls are counted as reads and writes, and ARNs are of this account', async () => {
  const account = randomAccount();
  const cloud = await openCloud({ region: 'us-east-1', endpoint, account });
  await cloud.sqs.send(new ListQueuesCommand({}));
  await cloud.sqs.send(new CreateQueueCommand({ QueueName: 'q' }));
  expect(cloud.journal.calls).toEqual([
    { service: 'STS', operation: 'GetCallerIdentity', write: false },
    { service: 'SQS', operation: 'ListQueues', write: false },
    { service: 'SQS', operation: 'CreateQueue', write: true },
  ]);
  expect(cloud.journal.writes).toBe(1);
  expect(cloud.arn('sqs', 'q')).toBe(`arn:aws:sqs:us-east-1:${account}:q`);
  expect(cloud.bucketArn('b')).toBe('arn:aws:s3:::b');
});
