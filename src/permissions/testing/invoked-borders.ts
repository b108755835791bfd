// Misuse that no command of these systems tries, and what their policies leave open, because AWS offers no way to close it.

import { LOCAL_ACCOUNT } from '../../aws/clients.ts';
import { need } from './call.ts';
import { functionOf, INVOKED_SYSTEMS, type InvokedSystem } from './invoked-systems.ts';
import { type Borders, OURS } from './neighbours.ts';

const LOOKING = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:PutCompositeAlarm',
  'iam:ListPolicies',
  'iam:ListRoles',
  'lambda:GetAccountSettings',
  'lambda:ListEventSourceMappings',
  'lambda:ListFunctions',
  'logs:DeleteQueryDefinition',
  'logs:DescribeLogGroups',
  'logs:DescribeQueryDefinitions',
  'logs:PutQueryDefinition',
  's3:ListAllMyBuckets',
  'sns:ListSubscriptions',
  'sns:ListTopics',
  'sqs:ListQueues',
];
const OWN: Readonly<Record<InvokedSystem, readonly string[]>> = {
  'audit-log': ['dynamodb:ListTables'],
  'document-intake': [],
};

function bordersOf(system: InvokedSystem): Borders {
  const arn = (service: string, thing: string) => `arn:aws:${service}:us-east-1:${LOCAL_ACCOUNT}:${thing}`;
  const iam = (thing: string) => `arn:aws:iam::${LOCAL_ACCOUNT}:${thing}`;
  const ourRole = iam(`role/${functionOf(system)}`);
  const boundary = iam(`policy/${OURS}-${system}-boundary`);
  return {
    stack: system,
    looking: [...LOOKING, ...OWN[system]],
    nobodys: [],
    anywhere: [],
    misuse: {
      'make a role without the boundary': need('iam:CreateRole', ourRole),
      'make a role with another boundary': need('iam:CreateRole', ourRole, {
        'iam:PermissionsBoundary': iam('policy/theirs'),
      }),
      'give rights to a role without the boundary': need('iam:PutRolePolicy', ourRole),
      'take the boundary off': need('iam:DeleteRolePermissionsBoundary', ourRole, {
        'iam:PermissionsBoundary': boundary,
      }),
      'make the boundary': need('iam:CreatePolicy', boundary),
      'widen the boundary': need('iam:CreatePolicyVersion', boundary),
      'delete the boundary': need('iam:DeletePolicy', boundary),
      'hand our role to a machine': need('iam:PassRole', ourRole, { 'iam:PassedToService': 'ec2.amazonaws.com' }),
      'put on our role': need('sts:AssumeRole', ourRole),
      'write an item': need('dynamodb:PutItem', arn('dynamodb', `table/${OURS}-${system}-events`)),
      'delete an item': need('dynamodb:DeleteItem', arn('dynamodb', `table/${OURS}-${system}-events`)),
      'publish a result': need('sns:Publish', arn('sns', `${OURS}-${system}-results`)),
      'put anything among the failed events': need('sqs:SendMessage', arn('sqs', `${OURS}-${system}-failures`)),
    },
  };
}

export const INVOKED_BORDERS = Object.fromEntries(
  INVOKED_SYSTEMS.map((system) => [system, bordersOf(system)]),
) as Readonly<Record<InvokedSystem, Borders>>;
