// The statements that a deployer's policy may have: which resources, under which conditions. Their actions are
// recorded.
// Notice `MadeByAwsWithoutTags`. What AWS makes unasked (a VPC's own group and route table, Lambda's network
// interfaces) carries no tags, so no policy can tell ours from others'; "of no project" is all that can be said of it.

import type { Ownership } from '../settings/settings.ts';

export interface Place {
  readonly Sid: string;
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
  /** The only actions that belong here, where resource and condition do not say it. */
  readonly only?: RegExp;
  /** The half it goes into when the policy is split. */
  readonly half: 'network' | 'system';
}

export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
export type Ours = Pick<Ownership, 'project' | 'stage' | 'stack'>;

/** IAM puts the caller's own account here, but only behind the fifth colon (IAM user guide, "Policy variables"). */
const ACCOUNT = `\${aws:PrincipalAccount}`;

/** Account and region are `*`: another account only opens itself. A need goes into the first place that fits. */
export function places(ours: Ours): readonly Place[] {
  const name = `${ours.project}-${ours.stage}-${ours.stack}`;
  return [...networkPlaces(ours), ...rolePlaces(name), ...systemPlaces(name, ours)];
}

function networkPlaces(ours: Ours): Place[] {
  const of = (...kinds: string[]) => kinds.map((kind) => `arn:aws:ec2:*:*:${kind}/*`);
  const half = 'network';
  const requested = tags('RequestTag', ours);
  const CreateAction = ['CreateSecurityGroup', 'CreateSubnet', 'CreateVpc', 'CreateVpcEndpoint'];
  return [
    {
      Sid: 'TagsOfNewNetworkParts',
      Resource: of('security-group', 'subnet', 'vpc', 'vpc-endpoint'),
      Condition: equals({ ...requested, 'ec2:CreateAction': CreateAction }),
      half,
    },
    { Sid: 'NewVpc', Resource: of('vpc'), Condition: equals(requested), half },
    {
      Sid: 'NewNetworkParts',
      Resource: of('security-group', 'subnet', 'vpc-endpoint'),
      Condition: equals(requested),
      half,
    },
    {
      Sid: 'OurNetwork',
      Resource: of('security-group', 'subnet', 'vpc', 'vpc-endpoint'),
      Condition: equals(tags('ResourceTag', ours)),
      half,
    },
    {
      Sid: 'MadeByAwsWithoutTags',
      Resource: of('network-interface', 'route-table', 'security-group'),
      Condition: { Null: { 'aws:ResourceTag/project': 'true' } },
      half,
    },
    { Sid: 'PrivateNameOfTheDoor', Resource: ['*'], only: /^route53:/, half },
  ];
}

/** In the half of the network: with them the other would be too large for a managed policy. */
function rolePlaces(name: string): Place[] {
  const half = 'network';
  const roles = ['worker', 'records-reader'].map((one) => `arn:aws:iam::*:role/${name}-${one}`);
  const boundary = `policy/${name}-boundary`;
  const toLambda = { 'iam:PassedToService': 'lambda.amazonaws.com' };
  return [
    { Sid: 'HandRolesToLambda', Resource: roles, Condition: equals(toLambda), half },
    {
      Sid: 'FirstCacheOfTheAccount',
      Resource: ['arn:aws:iam::*:role/aws-service-role/elasticache.amazonaws.com/*'],
      Condition: equals({ 'iam:AWSServiceName': 'elasticache.amazonaws.com' }),
      half,
    },
    {
      Sid: 'RolesUnderTheirBoundary',
      Resource: roles,
      Condition: equals({ 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:${boundary}` }),
      half,
    },
    { Sid: 'Roles', Resource: roles, half },
    { Sid: 'LookAtTheBoundary', Resource: [`arn:aws:iam::*:${boundary}`], half },
  ];
}

function systemPlaces(name: string, ours: Ours): Place[] {
  const of = (service: string, ...resources: string[]) => resources.map((one) => `arn:aws:${service}:*:*:${one}`);
  const half = 'system';
  const bucket = `arn:aws:s3:::${name}-${ACCOUNT}`;
  const functions = of('lambda', `function:${name}-*`);
  return [
    { Sid: 'Bucket', Resource: [bucket], half },
    { Sid: 'Files', Resource: [`${bucket}/*`], half },
    { Sid: 'LettersOfTheDemo', Resource: of('sqs', `${name}-demo-mail`), only: /Message$/, half },
    {
      Sid: 'DeadLetters',
      Resource: of('sqs', `${name}-dead-letters`),
      only: /(Message|MessageVisibility|MoveTasks?)$/,
      half,
    },
    { Sid: 'WorkOnceMore', Resource: of('sqs', `${name}-jobs`), only: /SendMessage$/, half },
    { Sid: 'Queues', Resource: of('sqs', `${name}-*`), half },
    { Sid: 'Topic', Resource: of('sns', `${name}-*`), half },
    { Sid: 'Functions', Resource: functions, half },
    {
      Sid: 'TagsOfNewMapping',
      Resource: of('lambda', 'event-source-mapping:*'),
      Condition: equals(tags('RequestTag', ours)),
      half,
    },
    {
      Sid: 'MappingsOfOurFunctions',
      Resource: ['*'],
      Condition: { ArnLike: { 'lambda:FunctionArn': String(functions) } },
      half,
    },
    { Sid: 'Logs', Resource: of('logs', `log-group:/aws/lambda/${name}-*`), half },
    {
      Sid: 'Watch',
      Resource: [...of('cloudwatch', `alarm:${name}-*`), `arn:aws:cloudwatch::*:dashboard/${name}-*`],
      half,
    },
    {
      Sid: 'Cache',
      Resource: of(
        'elasticache',
        ...[`cluster:${name}-*`, 'parametergroup:default.*', `replicationgroup:${name}`, `subnetgroup:${name}`],
      ),
      half,
    },
    { Sid: 'LookAround', Resource: ['*'], half },
  ];
}

const equals = (keys: Readonly<Record<string, string | readonly string[]>>): Condition => ({ StringEquals: keys });

const tags = (what: string, { project, stage, stack }: Ours) => ({
  [`aws:${what}/project`]: project,
  [`aws:${what}/stage`]: stage,
  [`aws:${what}/stack`]: stack,
});
