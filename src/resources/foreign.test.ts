// Things with our names that somebody else made: `ensure` and `remove` refuse them with one sentence and change
// nothing. The only exception is a log group without any tags. A log group with other tags belongs to somebody else.

import {
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand as LogTags,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateReplicationGroupCommand, DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import { CreateRoleCommand, GetRoleCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, GetFunctionCommand } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetBucketVersioningCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { policy, trust } from '../aws/policy.ts';
import type { Step } from '../engine/lifecycle.ts';
import { functionStep, roleSteps } from '../testing/prerequisites.ts';
import { PURPOSE } from '../testing/recorder.ts';
import { openTestCloud } from '../testing/test-cloud.ts';
import { replicationGroup } from './elasticache/replication-group.ts';
import { s3Bucket } from './s3/bucket.ts';
import { snsTopic } from './sns/topic.ts';
import { sqsQueue } from './sqs/queue.ts';

const testCloud = await openTestCloud();
const { cloud, name, ctx, writesDuring } = testCloud;
const { s3, sqs, sns, iam, lambda, logs, elasticache } = cloud;
const Bucket = `${name}-${cloud.account}`;
const RoleName = `${name}-function`;
const theirs = { ...cloud.tags, stage: 'prod' };
const list = Object.entries(theirs).map(([Key, Value]) => ({ Key, Value }));

/** How somebody made it, how to read it, and our part of the same name. */
interface Foreign {
  make(): Promise<unknown>;
  look(): Promise<object>;
  step: Pick<Step<never, unknown>, 'ensure' | 'remove' | 'describe'>;
}

const withoutMetadata = async (answer: Promise<object>) => ({ ...(await answer), $metadata: undefined });

const queueUrl = async () => String((await sqs.send(new GetQueueUrlCommand({ QueueName: `${name}-jobs` }))).QueueUrl);

const foreign: Record<string, Foreign> = {
  'a bucket without tags': {
    async make() {
      await s3.send(new CreateBucketCommand({ Bucket }));
      await s3.send(new PutObjectCommand({ Bucket, Key: 'precious', Body: 'data' }));
    },
    look: async () => [
      (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status,
      (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents,
    ],
    step: s3Bucket(cloud, { name: Bucket, about: PURPOSE }),
  },
  'a queue of another stage': {
    make: () => sqs.send(new CreateQueueCommand({ QueueName: `${name}-jobs`, tags: theirs })),
    look: async () =>
      withoutMetadata(sqs.send(new GetQueueAttributesCommand({ QueueUrl: await queueUrl(), AttributeNames: ['All'] }))),
    step: sqsQueue<object>(cloud, { name: `${name}-jobs`, about: PURPOSE, visibilitySeconds: 30, policy: policy() }),
  },
  'a topic of another stage': {
    make: () => sns.send(new CreateTopicCommand({ Name: `${name}-results`, Tags: list })),
    look: () =>
      withoutMetadata(sns.send(new GetTopicAttributesCommand({ TopicArn: cloud.arn('sns', `${name}-results`) }))),
    step: snsTopic(cloud, { name: `${name}-results`, displayName: 'To try', about: PURPOSE }),
  },
  'a role without tags': {
    make: () =>
      iam.send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust('ec2.amazonaws.com')) }),
      ),
    look: async () => [
      (await iam.send(new GetRoleCommand({ RoleName }))).Role,
      (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames,
    ],
    step: roleSteps(testCloud).role,
  },
  'a function without tags': {
    make: () =>
      lambda.send(
        new CreateFunctionCommand({
          FunctionName: `${name}-function`,
          Role: `arn:aws:iam::${cloud.account}:role/theirs`,
          Runtime: 'nodejs20.x',
          Handler: 'index.handler',
          Code: { ZipFile: Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64') },
        }),
      ),
    look: async () => {
      const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: `${name}-function` }));
      return [Configuration?.CodeSha256, Configuration?.Timeout, Configuration?.Role];
    },
    step: functionStep(testCloud),
  },
  'a log group with tags of its own': {
    make: () =>
      logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${name}-function`, tags: { team: 'others' } })),
    look: async () => [
      (await logs.send(new DescribeLogGroupsCommand({}))).logGroups,
      (await logs.send(new LogTags({ resourceArn: cloud.arn('logs', `log-group:/aws/lambda/${name}-function`) }))).tags,
    ],
    step: roleSteps(testCloud).logs,
  },
  'a cache without tags': {
    make: () =>
      elasticache.send(
        new CreateReplicationGroupCommand({
          ReplicationGroupId: name,
          ReplicationGroupDescription: 'theirs',
          Engine: 'valkey',
          CacheNodeType: 'cache.m7g.large',
          NumCacheClusters: 1,
        }),
      ),
    look: async () => [(await elasticache.send(new DescribeReplicationGroupsCommand({}))).ReplicationGroups],
    step: replicationGroup(cloud, {
      id: name,
      description: 'To try',
      about: PURPOSE,
      engine: 'valkey',
      nodeType: 'cache.t4g.micro',
    }),
  },
};

test.each(Object.entries(foreign))('%s is refused, and nothing of it changes', async (_, { make, look, step }) => {
  await make();
  const before = await look();
  const writes = await writesDuring(async () => {
    const refused = /exists, but it does not carry this project's tags: somebody else made it, so it was not touched/;
    await expect(step.ensure({} as never, ctx)).rejects.toThrow(refused);
    await expect(step.remove(ctx)).rejects.toThrow(refused);
    await expect(step.describe(ctx)).rejects.toThrow(refused);
  });
  expect(writes).toBe(0);
  expect(await look()).toEqual(before);
});
