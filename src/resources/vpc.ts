// The VPC: a private network of our own. No internet gateway, no NAT gateway, no route table of our own.
// Notice: CreateVpc is not idempotent. An unanswered call that AWS did carry out leaves a twin, so the SDK may not
// send it twice, we look twice before we make one, and an empty twin found later is named and taken away.

import {
  CreateVpcCommand,
  DeleteVpcCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  ModifyVpcAttributeCommand,
  type VpcAttributeName,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../aws.ts';
import { differences } from '../core/drift.ts';
import { Problem } from '../core/problems.ts';
import { defineStep } from '../core/step.ts';
import { absentWhen, type Context } from '../core/wait.ts';
import { tagFilters, tagsOf } from '../tags.ts';
import { onceFree } from './lingering-interfaces.ts';

export interface Vpc {
  readonly id: string;
  readonly CidrBlock: string;
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  readonly mainRouteTable: string;
  readonly defaultGroup: string;
  /** Ids of further VPCs that carry the same tags: left by a create call that was never answered. */
  readonly twins: readonly string[];
}

/** Seconds after which a tag filter finds a VPC that was just made (EC2 is eventually consistent). */
const TAG_LAG = 5;

export function vpc(cloud: Owned, { name, cidr }: { name: string; cidr: string }) {
  const { ec2, ec2Once, tags } = cloud;
  const wanted = { CidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true, twins: [] };

  const find = async () => {
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: tagFilters(tags, name) }));
    if (Vpcs.length < 2) return Vpcs;
    const ids = Vpcs.map(({ VpcId }) => String(VpcId));
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: ids }] }));
    const weight = (id?: string) => Subnets.filter(({ VpcId }) => VpcId === id).length;
    return Vpcs.sort((a, b) => weight(b.VpcId) - weight(a.VpcId) || (String(a.VpcId) < String(b.VpcId) ? -1 : 1));
  };
  const attribute = async (VpcId: string, Attribute: VpcAttributeName) => {
    const answer = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));
    return Boolean(
      Attribute === 'enableDnsSupport' ? answer.EnableDnsSupport?.Value : answer.EnableDnsHostnames?.Value,
    );
  };
  const erase = (id: string, ctx: Context) =>
    onceFree(cloud, ctx, { Name: 'vpc-id', Values: [id] }, () =>
      absentWhen(['InvalidVpcID.NotFound'], () => ec2.send(new DeleteVpcCommand({ VpcId: id }))),
    );

  return defineStep<object, Vpc>({
    title: `VPC ${name}`,
    about: {
      what: 'A network of our own, cut off from the internet.',
      why: 'ElastiCache lives only inside a VPC, so the function that writes to it must be there too.',
      cost: 'free',
      console: 'VPC > Your VPCs',
    },

    async observe() {
      const [first, ...twins] = await find();
      const id = first?.VpcId;
      if (!id) return undefined;
      const inside = [{ Name: 'vpc-id', Values: [id] }];
      const [enableDnsSupport, enableDnsHostnames, routes, groups] = await Promise.all([
        attribute(id, 'enableDnsSupport'),
        attribute(id, 'enableDnsHostnames'),
        ec2.send(
          new DescribeRouteTablesCommand({
            Filters: [...inside, { Name: 'association.main', Values: ['true'] }],
          }),
        ),
        ec2.send(
          new DescribeSecurityGroupsCommand({
            Filters: [...inside, { Name: 'group-name', Values: ['default'] }],
          }),
        ),
      ]);
      return {
        id,
        CidrBlock: String(first.CidrBlock),
        enableDnsSupport,
        enableDnsHostnames,
        mainRouteTable: String(routes.RouteTables?.[0]?.RouteTableId),
        defaultGroup: String(groups.SecurityGroups?.[0]?.GroupId),
        twins: twins.map(({ VpcId }) => String(VpcId)),
      };
    },

    async create(_, ctx) {
      if (!cloud.local) {
        await ctx.pause(TAG_LAG);
        if ((await find()).length) return;
      }
      await ec2Once.send(new CreateVpcCommand({ CidrBlock: cidr, ...tagsOf('vpc', tags, name) }));
    },

    drift: (live) => differences(live, wanted),

    async repair({ id, twins, CidrBlock }, _, drift, ctx) {
      if (CidrBlock !== cidr)
        throw new Problem(`VPC ${name} has the range ${CidrBlock}, and a VPC's range cannot be changed to ${cidr}.`, {
          next: `Set VPC_CIDR=${CidrBlock}, or take the system down first.`,
        });
      for (const { field } of drift) {
        if (field === 'enableDnsSupport')
          await ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsSupport: { Value: true } }));
        if (field === 'enableDnsHostnames')
          await ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsHostnames: { Value: true } }));
      }
      for (const twin of twins) await erase(twin, ctx);
    },

    async destroy({ id, twins }, ctx) {
      for (const one of [...twins, id]) await erase(one, ctx);
    },
    patience: 300,
    usually: 10,
  });
}

/** A VPC, subnet or group that EC2 does not know yet, seconds after it was made (EC2 API, eventual consistency). */
export const notKnownYet = (id: string) => ({
  kinds: [
    'InvalidVpcID.NotFound',
    'InvalidSubnetID.NotFound',
    'InvalidGroup.NotFound',
    'InvalidGroupId.NotFound',
    'InvalidRouteTableId.NotFound',
  ],
  because: `EC2 does not know ${id} everywhere yet`,
  patience: 300,
});
