// What IAM and CloudWatch Logs calls need: the action is called as the operation is.

import { text } from './call.ts';
import { type Needing, need, needs } from './need.ts';

const onRole =
  (...operations: string[]): Needing =>
  (input, world) =>
    needs(
      operations.map((operation) => `iam:${operation}`),
      world.globalArn('iam', `role/${text(input, 'RoleName')}`),
    );

export const IAM_NEEDS: Readonly<Record<string, Needing>> = {
  ListRoles: () => [need('iam:ListRoles')],
  CreateRole: onRole('CreateRole', 'TagRole'),
  ...Object.fromEntries(
    [
      'DeleteRole',
      'DeleteRolePolicy',
      'DetachRolePolicy',
      'GetRole',
      'GetRolePolicy',
      'ListAttachedRolePolicies',
      'ListRolePolicies',
      'ListRoleTags',
      'PutRolePolicy',
      'UpdateAssumeRolePolicy',
    ].map((operation) => [operation, onRole(operation)]),
  ),
};

/** Logs has two ARNs for a group, with ":*" behind it and without, and has asked about either over time. */
const onGroup =
  (...operations: string[]): Needing =>
  (input, world) => {
    const arn = text(input, 'resourceArn') || world.arn('logs', `log-group:${text(input, 'logGroupName')}`);
    const actions = operations.map((operation) => `logs:${operation}`);
    return [...needs(actions, arn), ...needs(actions, `${arn}:*`)];
  };

export const LOGS_NEEDS: Readonly<Record<string, Needing>> = {
  DescribeLogGroups: () => [need('logs:DescribeLogGroups')],
  CreateLogGroup: onGroup('CreateLogGroup', 'TagResource'),
  DeleteLogGroup: onGroup('DeleteLogGroup'),
  ListTagsForResource: onGroup('ListTagsForResource'),
  TagResource: onGroup('TagResource'),
  PutRetentionPolicy: onGroup('PutRetentionPolicy'),
  FilterLogEvents: onGroup('FilterLogEvents'),
};
