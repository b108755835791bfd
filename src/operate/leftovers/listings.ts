// One listing a service, every page of it: names, and how to ask for the tags of one.

import { ListTagsForResourceCommand as AlarmTags, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import {
  ListTagsForResourceCommand as CacheTags,
  paginateDescribeCacheSubnetGroups,
  paginateDescribeReplicationGroups,
} from '@aws-sdk/client-elasticache';
import { ListRoleTagsCommand, paginateListRoles } from '@aws-sdk/client-iam';
import { ListTagsCommand, paginateListFunctions } from '@aws-sdk/client-lambda';
import { GetBucketTaggingCommand, paginateListBuckets } from '@aws-sdk/client-s3';
import { paginateListTopics, ListTagsForResourceCommand as TopicTags } from '@aws-sdk/client-sns';
import { ListQueueTagsCommand, paginateListQueues } from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import { type LiveTags, tagList } from '../../aws/tags.ts';
import { replicationGroupTags } from '../../resources/elasticache/find-replication-group.ts';

export interface Candidate {
  readonly name: string | undefined;
  tags(): Promise<LiveTags>;
}

type Listing = (cloud: Owned, stack: string) => AsyncIterable<Candidate>;

export const LISTINGS: Record<string, Listing> = {
  /** While a cache comes or goes its tags cannot be read: then it is ours by its whole name. */
  async *Cache(cloud, stack) {
    for await (const { ReplicationGroups = [] } of paginateDescribeReplicationGroups({ client: cloud.elasticache }, {}))
      for (const { ReplicationGroupId, ARN } of ReplicationGroups)
        yield {
          name: ReplicationGroupId,
          tags: async () =>
            (await replicationGroupTags(cloud, ARN)) ?? (ReplicationGroupId === stack ? tagList(cloud.tags) : []),
        };
  },
  async *'Cache subnet group'({ elasticache: client }) {
    for await (const { CacheSubnetGroups = [] } of paginateDescribeCacheSubnetGroups({ client }, {}))
      for (const { CacheSubnetGroupName, ARN } of CacheSubnetGroups)
        yield {
          name: CacheSubnetGroupName,
          tags: async () => (await client.send(new CacheTags({ ResourceName: ARN }))).TagList,
        };
  },
  async *'S3 bucket'({ s3: client }, stack) {
    for await (const { Buckets = [] } of paginateListBuckets({ client }, { Prefix: stack }))
      for (const { Name } of Buckets)
        yield {
          name: Name,
          tags: async () => (await client.send(new GetBucketTaggingCommand({ Bucket: Name }))).TagSet,
        };
  },
  async *'SQS queue'({ sqs: client }, stack) {
    for await (const { QueueUrls = [] } of paginateListQueues({ client }, { QueueNamePrefix: stack }))
      for (const QueueUrl of QueueUrls)
        yield {
          name: last(QueueUrl, '/'),
          tags: async () => (await client.send(new ListQueueTagsCommand({ QueueUrl }))).Tags,
        };
  },
  async *'SNS topic'({ sns: client }) {
    for await (const { Topics = [] } of paginateListTopics({ client }, {}))
      for (const { TopicArn } of Topics)
        yield {
          name: last(TopicArn),
          tags: async () => (await client.send(new TopicTags({ ResourceArn: TopicArn }))).Tags,
        };
  },
  async *Alarm({ cloudwatch: client }, stack) {
    const every = { AlarmNamePrefix: stack, AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const] };
    for await (const { MetricAlarms = [], CompositeAlarms = [] } of paginateDescribeAlarms({ client }, every))
      for (const { AlarmName, AlarmArn } of [...MetricAlarms, ...CompositeAlarms])
        yield {
          name: AlarmName,
          tags: async () => (await client.send(new AlarmTags({ ResourceARN: AlarmArn }))).Tags,
        };
  },
  async *'Lambda function'({ lambda: client }) {
    for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
      for (const { FunctionName, FunctionArn } of Functions)
        yield {
          name: FunctionName,
          tags: async () => (await client.send(new ListTagsCommand({ Resource: FunctionArn }))).Tags,
        };
  },
  async *'IAM role'({ iam: client, lab }) {
    if (lab) return; // nobody can make a role there, and perhaps not list them
    for await (const { Roles = [] } of paginateListRoles({ client }, {}))
      for (const { RoleName } of Roles)
        yield { name: RoleName, tags: async () => (await client.send(new ListRoleTagsCommand({ RoleName }))).Tags };
  },
};

/** The last word of an ARN or a URL. */
export const last = (text = '', separator = ':') => text.split(separator).at(-1);
