// How somebody breaks a role and a managed policy.

import {
  AttachRolePolicyCommand,
  CreatePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  RemoveRoleFromInstanceProfileCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { allow, policy, trust } from '../../aws/policy.ts';
import type { Break, Breaks } from '../break.ts';
import type { InstanceProfile } from './instance-profile.ts';
import type { ManagedPolicy } from './managed-policy.ts';
import type { Role } from './role.ts';

const EVERYTHING = JSON.stringify(policy(allow('Everything', ['*'], ['*'])));

/**
 * Writes an inline policy that allows everything.
 * @param named the policy's name, or a function that makes it of the role's
 */
const putPolicy =
  (named: string | ((live: Role) => string)): Break<Role>['byHand'] =>
  ({ iam }, live) => {
    const PolicyName = typeof named === 'string' ? named : named(live);
    return iam.send(new PutRolePolicyCommand({ RoleName: live.name, PolicyName, PolicyDocument: EVERYTHING }));
  };
const ourPolicy = ({ policies }: Role) => Object.keys(policies)[0] as string;

export const roleBreaks = {
  'somebody adds a policy beside ours': { field: 'policies', byHand: putPolicy('of-somebody') },
  'somebody allows everything in our policy': { field: 'policies', byHand: putPolicy(ourPolicy) },
  'somebody deletes our policy': {
    field: 'policies',
    byHand: ({ iam }, live) =>
      iam.send(new DeleteRolePolicyCommand({ RoleName: live.name, PolicyName: ourPolicy(live) })),
  },
  'somebody attaches a managed policy': {
    field: 'AttachedPolicies',
    byHand: ({ iam, partition }, { name }) =>
      iam.send(
        new AttachRolePolicyCommand({
          RoleName: name,
          PolicyArn: `arn:${partition}:iam::aws:policy/AmazonS3ReadOnlyAccess`,
        }),
      ),
  },
  'somebody lets another service assume it': {
    field: 'AssumeRolePolicyDocument',
    byHand: ({ iam }, { name }) =>
      iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: name,
          PolicyDocument: JSON.stringify(trust('batch.amazonaws.com')),
        }),
      ),
  },
  'somebody takes the boundary off, or the role is older than the boundary': {
    field: 'PermissionsBoundary',
    fits: ({ PermissionsBoundary }) => PermissionsBoundary !== undefined,
    byHand: ({ iam }, { name }) => iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: name })),
  },
  'somebody puts another boundary in its place': {
    field: 'PermissionsBoundary',
    fits: ({ PermissionsBoundary }) => PermissionsBoundary !== undefined,
    byHand: ({ iam, partition }, { name }) =>
      iam.send(
        new PutRolePermissionsBoundaryCommand({
          RoleName: name,
          PermissionsBoundary: `arn:${partition}:iam::aws:policy/AdministratorAccess`,
        }),
      ),
  },
} satisfies Breaks<Role>;

export const managedPolicyBreaks = {
  'somebody lets it allow everything': {
    field: 'PolicyDocument',
    byHand: ({ iam }, { arn }) =>
      iam.send(new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument: EVERYTHING, SetAsDefault: true })),
  },
} satisfies Breaks<ManagedPolicy>;

export const instanceProfileBreaks = {
  'somebody takes the role out': {
    field: 'Roles',
    byHand: ({ iam }, { name, Roles: [RoleName] }) =>
      iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName: name, RoleName })),
  },
} satisfies Breaks<InstanceProfile>;
