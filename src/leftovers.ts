// The second look: what of a stack is still there, asked from AWS by listing, not by the code that deleted.
// Notice: a name that begins like ours may be a neighbour's, so each find is held against our tags where it can carry any.

import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  type Tag,
} from '@aws-sdk/client-ec2';
import {
  ListTagsForResourceCommand as CacheTags,
  paginateDescribeCacheSubnetGroups,
  paginateDescribeReplicationGroups,
} from '@aws-sdk/client-elasticache';
import { ListRoleTagsCommand, paginateListRoles } from '@aws-sdk/client-iam';
import { ListTagsCommand, paginateListEventSourceMappings, paginateListFunctions } from '@aws-sdk/client-lambda';
import { GetBucketTaggingCommand, paginateListBuckets } from '@aws-sdk/client-s3';
import { paginateListTopics, ListTagsForResourceCommand as TopicTags } from '@aws-sdk/client-sns';
import { ListQueueTagsCommand, paginateListQueues } from '@aws-sdk/client-sqs';
import type { Owned } from './aws.ts';
import { absentWhen } from './core/wait.ts';
import { isOurs, tagList } from './tags.ts';

export interface Leftover {
  /** "S3 bucket" */
  readonly service: string;
  /** Name, or id where AWS gives none. */
  readonly name: string;
}

type Tags = Parameters<typeof isOurs>[1];

/** @param stack "ada-dev-line-counter": what all names of the stack are, or begin with before a hyphen or slash */
export async function findLeftovers(cloud: Owned, stack: string): Promise<Leftover[]> {
  const lists = [network, caches, buckets, queues, topics, functions, mappings, logGroups, roles].map((list) =>
    list(cloud, stack),
  );
  return (await Promise.all(lists)).flat();
}

const begins = (name: string | undefined, stack: string): name is string =>
  name === stack || Boolean(name?.startsWith(`${stack}-`));

/** Every page of a listing, those named like us, and of them those that carry our tags. */
async function named(
  cloud: Owned,
  service: string,
  candidates: AsyncIterable<{ name: string | undefined; tags: () => Promise<Tags> }>,
  stack: string,
): Promise<Leftover[]> {
  const left: Leftover[] = [];
  for await (const { name, tags } of candidates) {
    if (!begins(name, stack)) continue;
    const live = await absentWhen(GONE, tags); // it may go between the listing and the question
    if (live && isOurs(cloud.tags, live)) left.push({ service, name });
  }
  return left;
}

const GONE = [
  'NoSuchTagSet',
  'NoSuchBucket',
  'QueueDoesNotExist',
  'AWS.SimpleQueueService.NonExistentQueue',
  'NotFoundException',
  'ResourceNotFoundException',
  'NoSuchEntityException',
  'NoSuchEntity',
  'ReplicationGroupNotFoundFault',
  'CacheSubnetGroupNotFoundFault',
  'CacheClusterNotFoundFault',
];

const last = (text = '', separator = ':') => text.split(separator).at(-1);

async function network({ ec2, tags }: Owned): Promise<Leftover[]> {
  const Filters = tagList(tags).map(({ Key, Value }) => ({ Name: `tag:${Key}`, Values: [Value] }));
  const [vpcs, subnets, groups, endpoints] = await Promise.all([
    ec2.send(new DescribeVpcsCommand({ Filters })),
    ec2.send(new DescribeSubnetsCommand({ Filters })),
    ec2.send(new DescribeSecurityGroupsCommand({ Filters })),
    ec2.send(new DescribeVpcEndpointsCommand({ Filters })),
  ]);
  const ids = (vpcs.Vpcs ?? []).map(({ VpcId }) => String(VpcId));
  const { NetworkInterfaces = [] } = ids.length
    ? await ec2.send(new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'vpc-id', Values: ids }] }))
    : {};
  const ours = ({ Tags }: { Tags?: Tag[] | undefined }) => isOurs(tags, Tags as Tags);
  return [
    ...ids.map((name) => ({ service: 'VPC', name })),
    ...(subnets.Subnets ?? []).filter(ours).map(({ SubnetId }) => ({ service: 'Subnet', name: String(SubnetId) })),
    ...(groups.SecurityGroups ?? [])
      .filter(ours)
      .map(({ GroupName }) => ({ service: 'Security group', name: String(GroupName) })),
    ...(endpoints.VpcEndpoints ?? [])
      .filter((one) => ours(one) && one.State?.toLowerCase() !== 'deleted')
      .map(({ VpcEndpointId }) => ({ service: 'VPC endpoint', name: String(VpcEndpointId) })),
    ...NetworkInterfaces.filter(({ VpcId }) => ids.includes(String(VpcId))).map(({ NetworkInterfaceId }) => ({
      service: 'Network interface',
      name: String(NetworkInterfaceId),
    })),
  ];
}

async function caches(cloud: Owned, stack: string): Promise<Leftover[]> {
  const client = cloud.elasticache;
  const tagsOf = (ResourceName: string | undefined) => async () =>
    (await client.send(new CacheTags({ ResourceName }))).TagList as Tags;
  async function* groups() {
    for await (const { ReplicationGroups = [] } of paginateDescribeReplicationGroups({ client }, {}))
      for (const { ReplicationGroupId, ARN } of ReplicationGroups)
        yield { name: ReplicationGroupId, tags: tagsOf(ARN) };
  }
  async function* subnetGroups() {
    for await (const { CacheSubnetGroups = [] } of paginateDescribeCacheSubnetGroups({ client }, {}))
      for (const { CacheSubnetGroupName, ARN } of CacheSubnetGroups)
        yield { name: CacheSubnetGroupName, tags: tagsOf(ARN) };
  }
  return [
    ...(await named(cloud, 'Cache', groups(), stack)),
    ...(await named(cloud, 'Cache subnet group', subnetGroups(), stack)),
  ];
}

async function buckets(cloud: Owned, stack: string): Promise<Leftover[]> {
  const client = cloud.s3;
  async function* all() {
    for await (const { Buckets = [] } of paginateListBuckets({ client }, { Prefix: stack }))
      for (const { Name } of Buckets)
        yield {
          name: Name,
          tags: async () => (await client.send(new GetBucketTaggingCommand({ Bucket: Name }))).TagSet as Tags,
        };
  }
  return named(cloud, 'S3 bucket', all(), stack);
}

async function queues(cloud: Owned, stack: string): Promise<Leftover[]> {
  const client = cloud.sqs;
  async function* all() {
    for await (const { QueueUrls = [] } of paginateListQueues({ client }, { QueueNamePrefix: stack }))
      for (const QueueUrl of QueueUrls)
        yield {
          name: last(QueueUrl, '/'),
          tags: async () => (await client.send(new ListQueueTagsCommand({ QueueUrl }))).Tags ?? {},
        };
  }
  return named(cloud, 'SQS queue', all(), stack);
}

async function topics(cloud: Owned, stack: string): Promise<Leftover[]> {
  const client = cloud.sns;
  async function* all() {
    for await (const { Topics = [] } of paginateListTopics({ client }, {}))
      for (const { TopicArn } of Topics)
        yield {
          name: last(TopicArn),
          tags: async () => (await client.send(new TopicTags({ ResourceArn: TopicArn }))).Tags as Tags,
        };
  }
  return named(cloud, 'SNS topic', all(), stack);
}

async function functions(cloud: Owned, stack: string): Promise<Leftover[]> {
  const client = cloud.lambda;
  async function* all() {
    for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
      for (const { FunctionName, FunctionArn } of Functions)
        yield {
          name: FunctionName,
          tags: async () => (await client.send(new ListTagsCommand({ Resource: FunctionArn }))).Tags ?? {},
        };
  }
  return named(cloud, 'Lambda function', all(), stack);
}

/** A mapping outlives queue and function; it is ours when both its ends are named like us. */
async function mappings({ lambda: client }: Owned, stack: string): Promise<Leftover[]> {
  const left: Leftover[] = [];
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, {}))
    for (const { UUID, EventSourceArn, FunctionArn } of EventSourceMappings)
      if (begins(last(EventSourceArn), stack) && begins(last(FunctionArn), stack))
        left.push({ service: 'Event source mapping', name: String(UUID) });
  return left;
}

/** Lambda may make a group again, without tags: our functions' exact prefix is proof enough. */
async function logGroups({ logs: client }: Owned, stack: string): Promise<Leftover[]> {
  const left: Leftover[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups(
    { client },
    { logGroupNamePrefix: `/aws/lambda/${stack}-` },
  ))
    for (const { logGroupName } of logGroups) left.push({ service: 'Log group', name: String(logGroupName) });
  return left;
}

async function roles(cloud: Owned, stack: string): Promise<Leftover[]> {
  const client = cloud.iam;
  async function* all() {
    for await (const { Roles = [] } of paginateListRoles({ client }, {}))
      for (const { RoleName } of Roles)
        yield {
          name: RoleName,
          tags: async () => (await client.send(new ListRoleTagsCommand({ RoleName }))).Tags as Tags,
        };
  }
  return named(cloud, 'IAM role', all(), stack);
}
