// Misuse of the line counter that no command tries, and what its policy leaves open, because AWS offers no way to close it.

import { LOCAL_ACCOUNT } from '../../../../aws/clients.ts';
import { type Need, need } from '../../../../permissions/testing/call.ts';
import { type Borders, OURS } from '../../../../permissions/testing/neighbours.ts';
import { RECORDED } from '../../../../permissions/testing/play-command.ts';

const ec2 = (thing: string) => `arn:aws:ec2:us-east-1:${LOCAL_ACCOUNT}:${thing}`;
const queue = (name: string) => `arn:aws:sqs:us-east-1:${LOCAL_ACCOUNT}:${OURS}-line-counter-${name}`;
const role = (path: string) => `arn:aws:iam::${LOCAL_ACCOUNT}:role/${path}`;
const ourRole = role(`${OURS}-line-counter-worker`);
const toLambda = { 'iam:PassedToService': 'lambda.amazonaws.com' };
const managedPolicy = (name: string) => `arn:aws:iam::${LOCAL_ACCOUNT}:policy/${name}`;
const boundedBy = (name: string) => ({ 'iam:PermissionsBoundary': managedPolicy(name) });
const BOUNDARY = `${OURS}-line-counter-boundary`;
const tags = (what: string) => ({
  [`aws:${what}/project`]: RECORDED.PROJECT,
  [`aws:${what}/stage`]: RECORDED.STAGE,
  [`aws:${what}/stack`]: 'line-counter',
});

const MISUSE: Readonly<Record<string, Need>> = {
  'make a VPC ours by tagging it': need('ec2:CreateTags', ec2('vpc/vpc-theirs'), tags('RequestTag')),
  'make a VPC without tags': need('ec2:CreateVpc', ec2('vpc/vpc-new')),
  'delete the VPC that came with the account': need('ec2:DeleteVpc', ec2('vpc/vpc-default')),
  'open a group that carries no tags': need('ec2:AuthorizeSecurityGroupIngress', ec2('security-group/sg-default')),
  'delete a group that carries no tags': need('ec2:DeleteSecurityGroup', ec2('security-group/sg-theirs')),
  'delete a network interface of a project': need(
    'ec2:DeleteNetworkInterface',
    ec2('network-interface/eni-theirs'),
    tags('ResourceTag'),
  ),
  'put an endpoint into a route table of a project': need(
    'ec2:CreateVpcEndpoint',
    ec2('route-table/rtb-theirs'),
    tags('ResourceTag'),
  ),
  'hand our role to a machine': need('iam:PassRole', ourRole, {
    'iam:PassedToService': 'ec2.amazonaws.com',
  }),
  'make the role of another service': need(
    'iam:CreateServiceLinkedRole',
    role('aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache'),
    { 'iam:AWSServiceName': 'autoscaling.amazonaws.com' },
  ),
  'make a role without the boundary': need('iam:CreateRole', ourRole),
  'make a role with another boundary': need('iam:CreateRole', ourRole, boundedBy('theirs')),
  'make a role of another name': need('iam:CreateRole', role(`${OURS}-line-counter-admin`), boundedBy(BOUNDARY)),
  'give rights to a role without the boundary': need('iam:PutRolePolicy', ourRole),
  'attach a managed policy to our role': need('iam:AttachRolePolicy', ourRole, boundedBy(BOUNDARY)),
  'let anybody put on a role without the boundary': need('iam:UpdateAssumeRolePolicy', ourRole),
  'take the boundary off': need('iam:DeleteRolePermissionsBoundary', ourRole, boundedBy(BOUNDARY)),
  'put another boundary in its place': need('iam:PutRolePermissionsBoundary', ourRole, boundedBy('theirs')),
  'make the boundary': need('iam:CreatePolicy', managedPolicy(BOUNDARY)),
  'widen the boundary': need('iam:CreatePolicyVersion', managedPolicy(BOUNDARY)),
  'go back to a wider version of the boundary': need('iam:SetDefaultPolicyVersion', managedPolicy(BOUNDARY)),
  'delete a version of the boundary': need('iam:DeletePolicyVersion', managedPolicy(BOUNDARY)),
  'delete the boundary': need('iam:DeletePolicy', managedPolicy(BOUNDARY)),
  'hand another role to Lambda': need('iam:PassRole', role(`${OURS}-line-counter-admin`), toLambda),
  'hand the role of a time limit to Lambda': need('iam:PassRole', role(`${OURS}-line-counter-time-limit`), toLambda),
  'put on our role': need('sts:AssumeRole', ourRole),
  'take work out of the queue': need('sqs:ReceiveMessage', queue('jobs')),
  'put anything among the dead letters': need('sqs:SendMessage', queue('dead-letters')),
};

/**
 * Allowed for everybody's things: AWS has no resource for these (saved queries, deliveries of logs), or a list is of everything,
 * or AWS accepts no narrower right (a composite alarm reads other alarms, so it is checked for all).
 */
const LOOKING: readonly string[] = [
  'apigateway:GET',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:PutCompositeAlarm',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribePrefixLists',
  'ec2:DescribeRouteTables',
  'ec2:DescribeSecurityGroupRules',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcEndpointServices',
  'ec2:DescribeVpcEndpoints',
  'ec2:DescribeVpcs',
  'elasticache:DescribeCacheSubnetGroups',
  'elasticache:DescribeEvents',
  'elasticache:DescribeReplicationGroups',
  'iam:ListPolicies',
  'iam:ListRoles',
  'lambda:GetAccountSettings',
  'lambda:ListEventSourceMappings',
  'lambda:ListFunctions',
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DeleteQueryDefinition',
  'logs:DescribeLogGroups',
  'logs:DescribeQueryDefinitions',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutQueryDefinition',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  's3:ListAllMyBuckets',
  'scheduler:ListScheduleGroups',
  'scheduler:ListSchedules',
  'sns:ListSubscriptions',
  'sns:ListTopics',
  'sqs:ListQueues',
  'ssm:DescribeParameters',
];

/** What is in an HTTP API: tags of the API do not count for it. */
const IN_APIS = [
  'apigateway:DELETE on cors',
  ...['integrations', 'routes', 'stages'].flatMap((kind) =>
    ['DELETE', 'PATCH', 'POST'].map((method) => `apigateway:${method} on ${kind}`),
  ),
];

/** In our own account: things without anybody's name or tag. */
const NOBODYS = [
  ...IN_APIS,
  'ec2:CreateVpcEndpoint on route-table', // the endpoint and its VPC must be ours
  'ec2:DeleteNetworkInterface on network-interface', // only unused ones can be deleted
  'ec2:ModifyVpcEndpoint on route-table',
  'ec2:RevokeSecurityGroupEgress on security-group', // closes, never opens
  'ec2:RevokeSecurityGroupIngress on security-group',
  'elasticache:CreateReplicationGroup on parametergroup', // AWS's default one
  'iam:CreateServiceLinkedRole on role', // ElastiCache's own
  'route53:AssociateVPCWithHostedZone on hostedzone', // AWS keeps it for a private name
];

/**
 * In another account: our mapping to their function belongs to nobody yet, and a hosted zone and an HTTP API have no account in
 * their ARN. (API Gateway looks for an API in the caller's account only.)
 */
const ANYWHERE = [
  ...IN_APIS,
  ...['DELETE on apis', 'PATCH on apis', 'POST on apis', 'POST on tags'].map((one) => `apigateway:${one}`),
  'lambda:CreateEventSourceMapping',
  'route53:AssociateVPCWithHostedZone on hostedzone',
];

export const LINE_COUNTER_BORDERS: Borders = {
  stack: 'line-counter',
  ...{ misuse: MISUSE, looking: LOOKING, nobodys: NOBODYS, anywhere: ANYWHERE },
};
