// Rules of a security group in four beats: missing rules are added, extra rules are revoked.
// The default group is made with its VPC, so we only revoke its rules.

import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { allow, policy } from '../../aws/policy.ts';
import { tagsOf } from '../../aws/tags.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { makeNetwork } from '../../testing/prerequisites.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { breakByHand } from '../breaks.ts';
import { rulesBreaks } from './breaks.ts';
import { findDefaultGroups, findGroups, type SecurityGroup } from './find-groups.ts';
import { type GatewayEndpoint, gatewayEndpoint } from './gateway-endpoint.ts';
import type { Rules } from './rule.ts';
import { securityGroup } from './security-group.ts';
import { securityGroupRules } from './security-group-rules.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const { ec2 } = cloud;
const { vpc, group } = await makeNetwork(testCloud);
const peer = await make(
  securityGroup(cloud, { name: `${name}-peer`, description: 'The other group', about: PURPOSE }),
  { vpc },
);
const endpoint = await make(
  gatewayEndpoint(cloud, {
    name: `${name}-s3`,
    service: 's3',
    policy: policy({ ...allow('Read', ['s3:GetObject'], ['*']), Principal: '*' }),
    about: PURPOSE,
  }),
  { vpc },
);

const rulesOf = <Needs extends object>(whose: string, rules: (needs: Needs) => Rules) =>
  securityGroupRules<Needs>(cloud, { name: whose, about: PURPOSE, find: () => findGroups(cloud, whose), rules });

const server = rulesOf<{ peer: SecurityGroup }>(`${name}-group`, ({ peer }) => ({
  ingress: [{ port: 6379, peer: { group: peer.id }, why: 'from the client' }],
  egress: [],
}));
const client = rulesOf<{ group: SecurityGroup; endpoint: GatewayEndpoint }>(`${name}-peer`, ({ group, endpoint }) => ({
  ingress: [],
  egress: [
    { port: 6379, peer: { group: group.id }, why: 'to the server' },
    { port: 443, peer: { prefixList: endpoint.prefixList }, why: 'to S3' },
  ],
}));
fourBeats('Rules of a server', testCloud, () => ({ step: server, needs: { peer } }), rulesBreaks);
fourBeats('Rules of a client', testCloud, () => ({ step: client, needs: { group, endpoint } }), rulesBreaks, [
  'somebody opens SSH and revokes what else may come in',
]);

test('a group whose only rule was revoked gets it back', async () => {
  const { id, rows } = await make(server, { peer });
  const SecurityGroupRuleIds = rows.map((row) => String(row.SecurityGroupRuleId));
  await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: id, SecurityGroupRuleIds }));
  await server.ensure({ peer }, ctx);
  const again = await server.describe(ctx);
  expect(again?.rows.map(({ FromPort, ReferencedGroupInfo }) => [FromPort, ReferencedGroupInfo?.GroupId])).toEqual([
    [6379, peer.id],
  ]);
});

test('an extra rule is revoked, and ours keeps its id', async () => {
  const before = await make(server, { peer });
  await breakByHand(cloud, server, 'somebody opens SSH to the world');
  const after = await make(server, { peer });
  expect(after.rows.map((row) => row.SecurityGroupRuleId)).toEqual(before.rows.map((row) => row.SecurityGroupRuleId));
});

test('the default group of the VPC lets nobody in and nothing out, and stays so', async () => {
  const own = securityGroupRules<object>(cloud, {
    name: `the default group of ${name}`,
    about: PURPOSE,
    find: () => findDefaultGroups(cloud, name),
    rules: () => ({ ingress: [], egress: [] }),
    builtIn: true,
  });
  const Filters = [{ Name: 'group-id', Values: [vpc.defaultGroup] }];
  const rows = async () => (await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }))).SecurityGroupRules;
  expect(await rows()).not.toEqual([]);
  expect((await own.ensure({}, ctx)).outcome).toBe('created');
  expect(await rows()).toEqual([]);
  expect((await own.ensure({}, ctx)).outcome).toBe('unchanged');

  const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: vpc.defaultGroup, IpPermissions: [ssh] }));
  const { outcome, drift } = await own.ensure({}, ctx);
  expect([outcome, drift.map(({ field }) => field)]).toEqual(['repaired', ['ingress']]);
  expect(await rows()).toEqual([]);
});

test('a group of the same name in another VPC, with its rules, is removed too', async () => {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
  const twins = securityGroup(cloud, { name: `${name}-twins`, description: 'Twice', about: PURPOSE });
  const rules = rulesOf(twins.name, () => ({
    ingress: [{ port: 22, peer: { cidr: '10.0.0.0/8' }, why: 'to try' }],
    egress: [],
  }));
  for (const VpcId of [vpc.id, Vpc?.VpcId])
    await ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: twins.name,
        Description: 'Twice',
        VpcId,
        ...tagsOf('security-group', cloud.tags, twins.name),
      }),
    );
  const both = await findGroups(cloud, twins.name);
  expect(both).toHaveLength(2);
  const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] };
  for (const { id } of both)
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: [ssh] }));
  expect(await rules.remove(ctx)).toBe('removed');
  const Filters = [{ Name: 'group-id', Values: both.map(({ id }) => id) }];
  expect((await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }))).SecurityGroupRules).toEqual([]);
  expect(await twins.remove(ctx)).toBe('removed');
  expect(await findGroups(cloud, twins.name)).toEqual([]);
});
