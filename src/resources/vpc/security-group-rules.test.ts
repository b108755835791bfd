// Rules, beat by beat: what is missing comes back, what is extra goes.
// Notice: the default group is made with its VPC, so its rules are only there to be taken away.

import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupRulesCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { openWorkshop } from '../../testing/workshop.ts';
import type { LiveRules } from './rule.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx } = shop;
const { ec2 } = cloud;
const { network } = part;

const vpc = await make(network.vpc);
const workerGroup = await make(network.workerGroup, { vpc });
const cacheGroup = await make(network.cacheGroup, { vpc });
const endpointGroup = await make(network.endpointGroup, { vpc });
const s3Endpoint = await make(network.s3Endpoint, { vpc });

const ssh = {
  IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
};
const openSsh = ({ id }: LiveRules) => ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: id, ...ssh }));
const breaks = {
  'somebody opens SSH to the world': { field: 'ingress', byHand: openSsh },
  'somebody lets SSH out to the world': {
    field: 'egress',
    byHand: ({ id }: LiveRules) => ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: id, ...ssh })),
  },
};
const revokeOurs = {
  'somebody revokes our rule': {
    field: 'ingress',
    byHand: ({ id, rows }: LiveRules) =>
      ec2.send(
        new RevokeSecurityGroupIngressCommand({
          GroupId: id,
          SecurityGroupRuleIds: rows
            .filter(({ IsEgress }) => !IsEgress)
            .map(({ SecurityGroupRuleId }) => String(SecurityGroupRuleId)),
        }),
      ),
  },
};
const openMore = {
  'somebody adds SSH beside our rule': { field: 'ingress', byHand: openSsh },
};

fourBeats(
  'Rules of the worker',
  shop,
  () => ({ step: network.workerRules, needs: { workerGroup, cacheGroup, endpointGroup, s3Endpoint } }),
  breaks,
);
fourBeats('Rules of the cache', shop, () => ({ step: network.cacheRules, needs: { cacheGroup, workerGroup } }), {
  ...openMore,
  'somebody lets SSH out to the world': breaks['somebody lets SSH out to the world'],
  // A group that keeps one foreign rule is there, and has lost ours.
  'somebody revokes our rule and leaves another': {
    field: 'ingress',
    byHand: async (live) => {
      await openSsh(live);
      await revokeOurs['somebody revokes our rule'].byHand(live);
    },
  },
});
fourBeats(
  'Rules of the SNS endpoint',
  shop,
  () => ({ step: network.endpointRules, needs: { endpointGroup, workerGroup } }),
  openMore,
);

test('a group whose only rule was revoked gets it back', async () => {
  const needs = { cacheGroup, workerGroup };
  const live = await make(network.cacheRules, needs);
  await revokeOurs['somebody revokes our rule'].byHand(live);
  await network.cacheRules.ensure(needs, ctx);
  const again = await network.cacheRules.describe(ctx);
  expect(again?.rows.map(({ FromPort, ReferencedGroupInfo }) => [FromPort, ReferencedGroupInfo?.GroupId])).toEqual([
    [6379, workerGroup.id],
  ]);
});

test('an extra rule goes while ours keeps its id', async () => {
  const needs = { cacheGroup, workerGroup };
  const before = await make(network.cacheRules, needs);
  await openSsh(before);
  const after = await make(network.cacheRules, needs);
  expect(after.rows.map((row) => row.SecurityGroupRuleId)).toEqual(before.rows.map((row) => row.SecurityGroupRuleId));
});

test('the default group of the VPC lets nobody in and nothing out, and stays so', async () => {
  const needs = { vpc };
  const rows = async () =>
    (
      await ec2.send(
        new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [vpc.defaultGroup] }] }),
      )
    ).SecurityGroupRules;
  expect(await rows()).not.toEqual([]);
  expect((await network.defaultRules.ensure(needs, ctx)).outcome).toBe('created');
  expect(await rows()).toEqual([]);
  expect((await network.defaultRules.ensure(needs, ctx)).outcome).toBe('unchanged');

  await openSsh({ id: vpc.defaultGroup, rows: [] });
  const { outcome, drift } = await network.defaultRules.ensure(needs, ctx);
  expect([outcome, drift.map(({ field }) => field)]).toEqual(['repaired', ['ingress']]);
  expect(await rows()).toEqual([]);
});
