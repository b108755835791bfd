// A managed policy in four beats, its versions, and a policy that somebody else made.

import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  ListPolicyVersionsCommand,
  TagPolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { allow, policy } from '../../aws/policy.ts';
import { tagList } from '../../aws/tags.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { roleSteps } from '../../testing/prerequisites.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { managedPolicyBreaks } from './breaks.ts';
import type { ManagedPolicy } from './managed-policy.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx } = testCloud;
const { iam } = cloud;
const EVERYTHING = JSON.stringify(policy(allow('Everything', ['*'], ['*'])));
const { boundary } = roleSteps(testCloud);

const widen = ({ arn }: ManagedPolicy, SetAsDefault = true) =>
  iam.send(new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument: EVERYTHING, SetAsDefault }));
const versions = async ({ arn }: ManagedPolicy) =>
  (await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }))).Versions?.map(
    ({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? ' counts' : ''}`,
  );

fourBeats('The managed policy', testCloud, () => ({ step: boundary, needs: {} }), managedPolicyBreaks);

test('with five versions a repair deletes the oldest that does not count; `remove` deletes all of them', async () => {
  const live = await make(boundary);
  await widen(live, false);
  await widen(live, true);
  await widen(live, false);
  await widen(live, false);
  expect(await versions(live)).toEqual(['v1', 'v2', 'v3 counts', 'v4', 'v5']);
  expect(await boundary.ensure({}, ctx)).toMatchObject({ outcome: 'repaired' });
  expect(await versions(live)).toEqual(['v2', 'v3', 'v4', 'v5', 'v6 counts']);
  expect(await boundary.remove(ctx)).toBe('removed');
});

test('a policy that somebody else made is not used', async () => {
  await iam.send(new CreatePolicyCommand({ PolicyName: boundary.name, PolicyDocument: EVERYTHING }));
  const arn = `arn:aws:iam::${cloud.account}:policy/${boundary.name}`;
  await expect(boundary.ensure({}, ctx)).rejects.toThrow(/somebody else made it/);
  await iam.send(new TagPolicyCommand({ PolicyArn: arn, Tags: tagList(cloud.tags) }));
  expect(await boundary.ensure({}, ctx)).toMatchObject({ outcome: 'repaired' });
});
