// What people and AWS do to a running system, so that `up` has everything to repair and `down` everything to take away.
// Notice: one disturbance for each call that only a repair makes; a test holds the recorded calls against the source,
// so a call that no disturbance provokes does not go unseen.

import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcEndpointCommand,
} from '@aws-sdk/client-ec2';
import { ModifyCacheSubnetGroupCommand, ModifyReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import {
  AttachRolePolicyCommand,
  CreatePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateMultipartUploadCommand,
  DeleteBucketOwnershipControlsCommand,
  PutBucketEncryptionCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import { zipped } from '../../aws/code/zip.ts';
import { allow, policy, trust } from '../../aws/policy.ts';
import { tagFilters } from '../../aws/tags.ts';
import type { Names } from '../../systems/line-counter/names.ts';

const ANYTHING = JSON.stringify(policy(allow('Anything', ['s3:*'], ['*'])));

/** A log group that Lambda made before we came: without tags. */
export const makeLogGroup = ({ logs }: Owned, is: Names) =>
  logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${is.worker}` }));

export async function disturb(cloud: Owned, is: Names): Promise<void> {
  await disturbBucket(cloud, is);
  await disturbNetwork(cloud, is.stack);
  await disturbCache(cloud, is.stack);
  await disturbFunction(cloud, is);
  await disturbBoundary(cloud, is);
}

async function disturbBucket({ s3 }: Owned, { bucket: Bucket }: Names): Promise<void> {
  await s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
  const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } }];
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
}

async function disturbNetwork({ ec2, tags }: Owned, stack: string): Promise<void> {
  const called = (name: string) => ({ Filters: tagFilters(tags, name) });
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand(called(`${stack}-a`)));
  const SubnetId = String(Subnets?.[0]?.SubnetId);
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } }));

  // Into a group of ours, and into the one that came with the VPC.
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand(called(`${stack}-worker`)));
  const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] };
  const inVpc = { Name: 'vpc-id', Values: [String(Subnets?.[0]?.VpcId)] };
  const own = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [inVpc, { Name: 'group-name', Values: ['default'] }] }),
  );
  for (const { GroupId } of [...SecurityGroups, ...(own.SecurityGroups ?? [])])
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ssh] }));

  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({}));
  const doors = VpcEndpoints.filter(({ Tags }) =>
    Tags?.some(({ Key, Value }) => Key === 'Name' && Value?.startsWith(`${stack}-`)),
  );
  for (const { VpcEndpointId, VpcEndpointType, RouteTableIds, SubnetIds, Groups } of doors)
    await ec2.send(
      new ModifyVpcEndpointCommand({
        VpcEndpointId: String(VpcEndpointId),
        PolicyDocument: ANYTHING,
        ...(VpcEndpointType === 'Gateway'
          ? { RemoveRouteTableIds: RouteTableIds }
          : {
              RemoveSubnetIds: SubnetIds?.slice(1),
              RemoveSecurityGroupIds: Groups?.map((group) => String(group.GroupId)),
            }),
      }),
    );
}

async function disturbCache({ elasticache, ec2, tags }: Owned, stack: string): Promise<void> {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters: tagFilters(tags, `${stack}-a`) }));
  const SubnetIds = [String(Subnets?.[0]?.SubnetId)];
  await elasticache.send(new ModifyCacheSubnetGroupCommand({ CacheSubnetGroupName: stack, SubnetIds }));
  const backedUp = { ReplicationGroupId: stack, SnapshotRetentionLimit: 1, ApplyImmediately: true };
  await elasticache.send(new ModifyReplicationGroupCommand(backedUp));
}

async function disturbFunction(cloud: Owned, is: Names): Promise<void> {
  const { iam, lambda } = cloud;
  const role = { RoleName: is.worker };
  const PolicyDocument = JSON.stringify(trust('ec2.amazonaws.com'));
  await iam.send(new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument }));
  await iam.send(new PutRolePolicyCommand({ ...role, PolicyName: 'of-somebody', PolicyDocument: ANYTHING }));
  const PolicyArn = `arn:${cloud.partition}:iam::aws:policy/AmazonS3ReadOnlyAccess`;
  await iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn }));

  const ZipFile = zipped({ 'index.js': 'exports.handler = async () => null;' });
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: is.worker, ZipFile }));
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: is.reader, Timeout: 3 }));
  const EventSourceArn = cloud.arn('sqs', is.queue);
  const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn }));
  const UUID = String(EventSourceMappings?.[0]?.UUID);
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, BatchSize: 1 }));
}

/** A file that came while there was no notification. */
export async function loseEvent({ s3 }: Owned, { bucket: Bucket }: Names): Promise<void> {
  await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: {} }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'without an event.txt', Body: 'x' }));
}

/** With this it has as many versions as it may have; and one role is as old as if there had been no boundary yet. */
async function disturbBoundary({ iam, account, partition }: Owned, is: Names): Promise<void> {
  const PolicyArn = `arn:${partition}:iam::${account}:policy/${is.boundary}`;
  for (const SetAsDefault of [true, false, false, false])
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: ANYTHING, SetAsDefault }));
  await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: is.worker }));
}

/** A message that failed five times. */
export async function setAside({ sqs }: Owned, { deadLetters: QueueName }: Names): Promise<void> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"Event":"s3:TestEvent"}' }));
}

/** A key that no XML can carry, and an upload that was never finished. */
export async function leaveBehind({ s3 }: Owned, { bucket: Bucket }: Names): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a\u0001b', Body: 'x' }));
  await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'never finished' }));
}
