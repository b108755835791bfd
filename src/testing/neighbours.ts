// Things of somebody else in the same account, with names that begin like ours or are ours. No command may change them.

import { CreateLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { OpenSystem } from './open-system.ts';

/** Makes them. @returns a function that reads them */
export async function neighbours({ cloud, name, steps }: OpenSystem): Promise<{ look(): Promise<unknown> }> {
  const { s3, sqs, logs, ec2 } = cloud;
  const called = (kind: string, otherwise: string) => steps.find((step) => step.kind === kind)?.name ?? otherwise;
  const Bucket = `${called('S3 bucket', `${name}-${cloud.account}`)}-archive`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'precious', Body: 'data' }));
  const QueueName = `${called('SQS queue', name)}-of-somebody`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, tags: { project: 'other' } }));
  const logGroupName = `${called('Log group', `/aws/lambda/${name}`)}-of-somebody`;
  await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { project: 'other' } }));
  const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags: [{ Key: 'Name', Value: name }] }];
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.60.0.0/16', TagSpecifications }));
  const endpoint = { VpcId: Vpc?.VpcId, ServiceName: `com.amazonaws.${cloud.region}.s3` };
  const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand(endpoint));

  return {
    look: async () => ({
      objects: (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents,
      queue: (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes,
      logs: (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }))).logGroups,
      vpc: (await ec2.send(new DescribeVpcsCommand({ VpcIds: [String(Vpc?.VpcId)] }))).Vpcs,
      endpoint: (await ec2.send(new DescribeVpcEndpointsCommand({}))).VpcEndpoints?.find(
        ({ VpcEndpointId }) => VpcEndpointId === VpcEndpoint?.VpcEndpointId,
      ),
    }),
  };
}
