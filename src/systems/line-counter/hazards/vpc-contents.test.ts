// Hazard 06b: something is still in the VPC when it is deleted: a parallel `up` made it again, or it belongs to
// somebody else.

import {
  AuthorizeSecurityGroupEgressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  DeleteSubnetCommand,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { tagsOf } from '../../../aws/tags.ts';
import { inEnglish, type Wording } from '../../../engine/text.ts';
import { groupReferences } from '../../../testing/hazards/group-references.ts';
import { is } from '../../../testing/hazards/wire.ts';
import { type HazardousCounter, quietCounterWith } from '../testing/hazards.ts';

const subnetIn = async ({ ground, cloud, names: { stack } }: HazardousCounter, VpcId: string, ours: boolean) => {
  const tags = ours ? tagsOf('subnet', cloud.tags, `${stack}-a`) : {};
  const { Subnet } = await ground.ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.42.9.0/24', ...tags }));
  return String(Subnet?.SubnetId);
};

test('things that a parallel `up` made again are named and removed again, and the VPC is deleted', async () => {
  const system = await quietCounterWith((all) => [groupReferences(all)]);
  const { clock, part, ground, cloud } = system;
  const told: string[] = [];
  const ctx = { ...clock, tell: (what: Wording) => void told.push(inEnglish(what)) };
  const { live: vpc } = await part.network.vpc.ensure({}, ctx);
  const subnet = await subnetIn(system, vpc.id, true);
  const groups: string[] = [];
  for (const kind of ['worker', 'cache']) {
    const tags = tagsOf('security-group', cloud.tags, `${system.names.stack}-${kind}`);
    const made = { VpcId: vpc.id, GroupName: kind, Description: kind, ...tags };
    groups.push(String((await ground.ec2.send(new CreateSecurityGroupCommand(made))).GroupId));
  }
  const [GroupId, peer] = groups; // each group names the other
  for (const [from, to] of [
    [GroupId, peer],
    [peer, GroupId],
  ]) {
    const rule = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: to }] };
    await ground.ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: from, IpPermissions: [rule] }));
  }
  const start = clock.now();
  expect(await part.network.vpc.remove(ctx)).toBe('removed');
  expect(clock.now() - start).toBeLessThan(60);
  expect(told.join('\n')).toMatch(
    new RegExp(
      `AWS cannot delete the VPC yet: subnet ${subnet}, security group ${GroupId}, .* still inside, .* of at most 45 min`,
    ),
  );
  expect(await system.left()).toEqual([]);
});

test('things of somebody else in it are named and not touched; without them the VPC is deleted', async () => {
  const theirs: { subnet?: string; takenAt?: number } = {};
  const system = await quietCounterWith(({ clock, ground }) => [
    async (call, pass) => {
      if (is(call, 'DeleteVpc') && theirs.subnet) {
        theirs.takenAt ??= clock.now() + 60;
        if (clock.now() >= theirs.takenAt) {
          await ground.ec2.send(new DeleteSubnetCommand({ SubnetId: theirs.subnet })); // fails if we deleted it
          delete theirs.subnet;
        }
      }
      return pass();
    },
  ]);
  const { clock, part } = system;
  const told: string[] = [];
  const ctx = { ...clock, tell: (what: Wording) => void told.push(inEnglish(what)) };
  const { live: vpc } = await part.network.vpc.ensure({}, ctx);
  theirs.subnet = await subnetIn(system, vpc.id, false);
  const name = theirs.subnet;
  expect(await part.network.vpc.remove(ctx)).toBe('removed');
  expect(told.join('\n')).toMatch(`AWS cannot delete the VPC yet: subnet ${name} still inside, `);
});
