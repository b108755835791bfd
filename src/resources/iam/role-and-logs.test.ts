// The role and the log group, beat by beat.
// Notice: a right that somebody adds by hand is as wrong as one that is missing, wherever it was added; and a log group
// without any tags was made by Lambda, so it is adopted; one with other tags is somebody else's.

import {
  CreateLogGroupCommand,
  DeleteRetentionPolicyCommand,
  PutRetentionPolicyCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AttachRolePolicyCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { trust } from '../../aws/policy.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { openWorkshop } from '../../testing/workshop.ts';
import type { LogGroup } from '../logs/log-group.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx } = shop;
const { iam, logs } = cloud;
const role = { RoleName: 'ada-dev-line-counter-records-reader' };
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});
const put = (PolicyName: string) =>
  iam.send(new PutRolePolicyCommand({ ...role, PolicyName, PolicyDocument: everything }));

const needs = async () => ({
  logs: await make(part.reader.logs),
  boundary: part.boundary && (await make(part.boundary)),
});

fourBeats('The role', shop, async () => ({ step: part.reader.role, needs: await needs() }), {
  'somebody takes the boundary off, or it is older than the boundary': {
    field: 'PermissionsBoundary',
    byHand: () => iam.send(new DeleteRolePermissionsBoundaryCommand(role)),
  },
  'somebody puts another boundary in its place': {
    field: 'PermissionsBoundary',
    byHand: () =>
      iam.send(
        new PutRolePermissionsBoundaryCommand({
          ...role,
          PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess',
        }),
      ),
  },
  'somebody lets EC2 put it on': {
    field: 'AssumeRolePolicyDocument',
    byHand: () =>
      iam.send(
        new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument: JSON.stringify(trust('ec2.amazonaws.com')) }),
      ),
  },
  'somebody allows everything in our policy': { field: 'policies', byHand: () => put('exactly-this') },
  'somebody adds a policy beside ours': { field: 'policies', byHand: () => put('and-this') },
  'somebody deletes our policy': {
    field: 'policies',
    byHand: () => iam.send(new DeleteRolePolicyCommand({ ...role, PolicyName: 'exactly-this' })),
  },
  'somebody attaches a managed policy': {
    field: 'AttachedPolicies',
    byHand: () =>
      iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' })),
  },
});

test('a role with policies that somebody added is removed all the same', async () => {
  await make(part.reader.role, await needs());
  await put('and-this');
  await iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' }));
  expect(await part.reader.role.remove(ctx)).toBe('removed');
});

const logGroupName = '/aws/lambda/ada-dev-line-counter-worker';
fourBeats('The log group', shop, () => ({ step: part.worker.logs, needs: {} }), {
  'somebody keeps logs for a day': {
    field: 'retentionInDays',
    byHand: () => logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 })),
  },
  'somebody keeps logs for ever': {
    field: 'retentionInDays',
    byHand: () => logs.send(new DeleteRetentionPolicyCommand({ logGroupName })),
  },
  'somebody takes all our tags off': {
    field: 'tags',
    byHand: ({ arn }: LogGroup) =>
      logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: Object.keys(cloud.tags) })),
  },
});

test('a log group that Lambda made before us, without tags, is adopted with retention and tags', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  const { outcome, drift, live } = await part.worker.logs.ensure({}, ctx);
  expect([outcome, drift.map(({ field }) => field)]).toEqual(['repaired', ['retentionInDays', 'tags']]);
  expect(live).toMatchObject({ retentionInDays: 14, tags: cloud.tags });
});

test('a log group whose name only begins like ours is not seen', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: `${logGroupName}-of-somebody` }));
  await part.worker.logs.remove(ctx);
  expect(await part.worker.logs.describe(ctx)).toBeUndefined();
});
