// What AWS checks besides the action of a call: a role that is passed, a network that is read.

import { type Call, type Fields, type Need, need, needs, type Place } from './call.ts';

const LOOK_AT_NETWORK = ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'];

/** IAM makes it once in an account (ElastiCache user guide, "Using service-linked roles"). */
const FIRST_CACHE = 'role/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache';

/** AWS keeps one for an endpoint with a private name, and does not show its id. */
const ZONE = 'arn:aws:route53:::hostedzone/of-the-endpoint';

export function beside({ operation, input }: Call, { account, region }: Place): Need[] {
  if (operation === 'CreateVpcEndpoint')
    return input.PrivateDnsEnabled ? [need('route53:AssociateVPCWithHostedZone', ZONE)] : [];
  if (operation === 'RunInstances') return madeByInstance(input, { account, region });
  // The caller must be allowed to pass the role (IAM API reference, AddRoleToInstanceProfile).
  if (operation === 'AddRoleToInstanceProfile')
    return [
      need('iam:PassRole', `arn:aws:iam::${account}:role/${input.RoleName}`, {
        'iam:PassedToService': 'ec2.amazonaws.com',
      }),
    ];
  // Deleting what a lock still holds (S3 user guide, "Bypassing governance mode").
  if (input.BypassGovernanceRetention) {
    const { Objects = [] } = (input.Delete ?? {}) as { Objects?: Fields[] };
    return Objects.map(({ Key }) => need('s3:BypassGovernanceRetention', `arn:aws:s3:::${input.Bucket}/${Key}`));
  }
  if (operation === 'CreateReplicationGroup') {
    const cache = (thing: string) => `arn:aws:elasticache:${region}:${account}:${thing}`;
    const member = cache(`cluster:${input.ReplicationGroupId}-001`);
    const service = { 'iam:AWSServiceName': 'elasticache.amazonaws.com' };
    return [
      ...needs(['elasticache:CreateReplicationGroup', 'elasticache:AddTagsToResource'], member),
      need('elasticache:CreateReplicationGroup', cache('parametergroup:default.valkey8')),
      need('iam:CreateServiceLinkedRole', `arn:aws:iam::${account}:${FIRST_CACHE}`, service),
      ...needs(LOOK_AT_NETWORK),
    ];
  }
  // Moving messages needs the rights to receive and send them (SQS developer guide, "Configuring a dead-letter queue
  // redrive"). The handle of a move is JSON in base64 that names the queue.
  if (/MessageMoveTasks?$/.test(operation)) {
    const { sourceArn } = JSON.parse(Buffer.from(String(input.TaskHandle ?? ''), 'base64').toString() || '{}');
    const from = String(input.SourceArn ?? sourceArn);
    return [
      ...needs(
        [operation, 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((one) => `sqs:${one}`),
        from,
      ),
      ...(input.DestinationArn ? [need('sqs:SendMessage', String(input.DestinationArn))] : []),
    ];
  }
  if (/^(Create|Update)Schedule$/.test(operation)) {
    const { RoleArn } = input.Target as { RoleArn?: string };
    return [need('iam:PassRole', String(RoleArn), { 'iam:PassedToService': 'scheduler.amazonaws.com' })];
  }
  return [
    ...(input.VpcConfig ? needs(LOOK_AT_NETWORK) : []),
    ...(input.Role
      ? [need('iam:PassRole', String(input.Role), { 'iam:PassedToService': 'lambda.amazonaws.com' })]
      : []),
  ];
}

/** Things that a new instance brings along. Those that get tags in the call are checked with these tags. */
function madeByInstance(input: Fields, { account, region }: Place): Need[] {
  const arn = (kind: string) => `arn:aws:ec2:${region}:${account}:${kind}/new`;
  const specifications = (input.TagSpecifications ?? []) as { ResourceType: string; Tags: Fields[] }[];
  const tagged = ['instance', 'volume'].flatMap((kind) => {
    const tags = specifications.find(({ ResourceType }) => ResourceType === kind)?.Tags ?? [];
    const given = Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, String(Value)]));
    return [
      need('ec2:RunInstances', arn(kind), given),
      need('ec2:CreateTags', arn(kind), { ...given, 'ec2:CreateAction': 'RunInstances' }),
    ];
  });
  return [...tagged, need('ec2:RunInstances', arn('network-interface'))];
}
