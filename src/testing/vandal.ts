// Somebody goes through the whole account by hand and breaks one field of each part, with raw calls.
// Notice: the list says which field a run must name for it. A security group has no field that could be broken, and
// what a cache and a subnet are made of can never change, so those are broken where they can be.

import { PutCompositeAlarmCommand, PutDashboardCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AuthorizeSecurityGroupIngressCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
} from '@aws-sdk/client-ec2';
import { ModifyCacheSubnetGroupCommand, ModifyReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import { CreatePolicyVersionCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { UpdateEventSourceMappingCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { type Event, PutBucketNotificationConfigurationCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { allow, policy } from '../aws/policy.ts';
import { madeBy } from '../aws/tags.ts';
import { names } from '../systems/line-counter/names.ts';
import type { Workshop } from './workshop.ts';

/** @returns title of each broken part -> the field that was broken */
export async function breakEverything({ cloud, part, settings, ctx }: Workshop): Promise<Record<string, string>> {
  const { ec2, s3, sqs, sns, iam, lambda, logs, elasticache, cloudwatch } = cloud;
  const { network } = part;
  const is = names(cloud, settings);
  const broken: Record<string, string> = {};
  const breaks = async <Live>(
    step: { title: string; describe(context: typeof ctx): Promise<Live | undefined> },
    field: string,
    byHand: (live: Live) => Promise<unknown>,
  ) => {
    const live = await step.describe(ctx);
    if (live === undefined) throw new Error(`${step.title} is not there to be broken.`);
    await byHand(live);
    broken[step.title] = field;
  };

  await breaks(network.vpc, 'enableDnsHostnames', ({ id }) =>
    ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsHostnames: { Value: false } })),
  );
  for (const subnet of [network.subnetA, network.subnetB])
    await breaks(subnet, 'MapPublicIpOnLaunch', ({ id }) =>
      ec2.send(new ModifySubnetAttributeCommand({ SubnetId: id, MapPublicIpOnLaunch: { Value: true } })),
    );
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  for (const rules of [network.workerRules, network.cacheRules, network.endpointRules, network.defaultRules])
    await breaks(rules, 'ingress', ({ id }) =>
      ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: id, IpPermissions })),
    );
  await breaks(network.storageDoor, 'RouteTableIds', ({ id, RouteTableIds }) =>
    ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, RemoveRouteTableIds: [...RouteTableIds] })),
  );
  await breaks(network.topicDoor, 'SubnetIds', ({ id, SubnetIds }) =>
    ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, RemoveSubnetIds: SubnetIds.slice(0, 1) })),
  );

  await breaks(part.bucket, 'Versioning', () =>
    s3.send(new PutBucketVersioningCommand({ Bucket: is.bucket, VersioningConfiguration: { Status: 'Suspended' } })),
  );
  await breaks(part.bucketToQueue, 'Events', ({ QueueArn }) => {
    const entry = { Id: `${is.stack}-uploads`, QueueArn, Events: ['s3:ObjectCreated:Copy' as Event] };
    return s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: is.bucket,
        NotificationConfiguration: { QueueConfigurations: [entry] },
      }),
    );
  });
  for (const queue of [part.queue, part.deadLetters])
    await breaks(queue, 'VisibilityTimeout', ({ url }) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { VisibilityTimeout: '7' } })),
    );
  for (const topic of [part.topic, part.alarms.operators])
    await breaks(topic, 'DisplayName', ({ arn }) =>
      sns.send(
        new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: 'DisplayName', AttributeValue: 'Somebody' }),
      ),
    );

  await breaks(part.cacheSubnets, 'SubnetIds', ({ name, SubnetIds }) =>
    elasticache.send(
      new ModifyCacheSubnetGroupCommand({ CacheSubnetGroupName: name, SubnetIds: SubnetIds.slice(0, 1) }),
    ),
  );
  await breaks(part.cache, 'SnapshotRetentionLimit', () =>
    elasticache.send(new ModifyReplicationGroupCommand({ ReplicationGroupId: is.stack, SnapshotRetentionLimit: 5 })),
  );

  for (const group of [part.workerLogs, part.readerLogs])
    await breaks(group, 'retentionInDays', ({ name }) =>
      logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays: 1 })),
    );
  if (part.boundary)
    await breaks(part.boundary, 'PolicyDocument', ({ arn }) => {
      const PolicyDocument = JSON.stringify(policy(allow('Anything', ['*'], ['*'])));
      return iam.send(new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument, SetAsDefault: true }));
    });
  for (const role of [part.workerRole, part.readerRole])
    await breaks(role, 'policies', ({ name, policies }) =>
      iam.send(
        new PutRolePolicyCommand({ RoleName: name, PolicyName: 'more', PolicyDocument: Object.values(policies)[0] }),
      ),
    );
  for (const worker of [part.worker, part.reader])
    await breaks(worker, 'Timeout', ({ name }) =>
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Timeout: 3 })),
    );
  for (const environment of [part.workerEnvironment, part.readerEnvironment])
    await breaks(environment, 'CACHE_HOST', ({ name, settings: live }) => {
      const Variables = { ...live.Environment?.Variables, CACHE_HOST: 'elsewhere' };
      return lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Environment: { Variables } }));
    });
  await breaks(part.queueToWorker, 'BatchSize', ({ id }) =>
    lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, BatchSize: 1 })),
  );

  for (const { alarm } of part.alarms.metricAlarms)
    await breaks(alarm, 'Threshold', ({ settings: live }) =>
      cloudwatch.send(
        new PutMetricAlarmCommand({ ...(live as typeof live & { AlarmName: string }), Threshold: 12_345 } as never),
      ),
    );
  for (const composite of [part.alarms.broken, part.alarms.warning])
    await breaks(composite, 'AlarmDescription', ({ settings: live }) =>
      cloudwatch.send(new PutCompositeAlarmCommand({ ...live, AlarmDescription: 'of somebody' } as never)),
    );
  await breaks(part.alarms.dashboard, 'DashboardBody', ({ name }) =>
    cloudwatch.send(
      new PutDashboardCommand({ DashboardName: name, DashboardBody: `{"widgets":[],"note":"${madeBy(cloud.tags)}"}` }),
    ),
  );
  return broken;
}
