// What IAM and CloudWatch Logs calls need: the action is called as the operation is.
// Notice the calls without needs. Who could make, change or delete the boundary could have every right by a role, so the
// deployer has none of these: an administrator makes it, and where it may not be deleted it stays.

import { text } from './call.ts';
import { type Needing, need, needs } from './need.ts';

const onRole =
  (...operations: string[]): Needing =>
  (input, world) =>
    needs(
      operations.map((operation) => `iam:${operation}`),
      world.globalArn('iam', `role/${text(input, 'RoleName')}`),
    );

/** IAM asks under which boundary the role is, or is to be (service authorization reference, `iam:PermissionsBoundary`). */
const onBoundedRole =
  (operation: string): Needing =>
  (input, world) => {
    const name = text(input, 'RoleName');
    const bounded = { 'iam:PermissionsBoundary': text(input, 'PermissionsBoundary') || world.boundaryOf(name) };
    return [need(`iam:${operation}`, world.globalArn('iam', `role/${name}`), bounded)];
  };

const onPolicy =
  (operation: string): Needing =>
  (input) => [need(`iam:${operation}`, text(input, 'PolicyArn'))];

const ofAdministrators: Needing = () => [];

export const IAM_NEEDS: Readonly<Record<string, Needing>> = {
  ListRoles: () => [need('iam:ListRoles')],
  ListPolicies: () => [need('iam:ListPolicies')],
  CreateRole: (input, world, output) => [
    ...onBoundedRole('CreateRole')(input, world, output),
    ...onRole('TagRole')(input, world, output),
  ],
  PutRolePermissionsBoundary: onBoundedRole('PutRolePermissionsBoundary'),
  PutRolePolicy: onBoundedRole('PutRolePolicy'),
  UpdateAssumeRolePolicy: onBoundedRole('UpdateAssumeRolePolicy'),
  GetPolicy: onPolicy('GetPolicy'),
  GetPolicyVersion: onPolicy('GetPolicyVersion'),
  ListPolicyTags: onPolicy('ListPolicyTags'),
  CreatePolicy: ofAdministrators,
  CreatePolicyVersion: ofAdministrators,
  DeletePolicy: ofAdministrators,
  DeletePolicyVersion: ofAdministrators,
  ListPolicyVersions: ofAdministrators,
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
