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
import type { Owned } from '../../aws/clients.ts';
import { tagFilters, tagsOf } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, retryOn } from '../../engine/wait.ts';
import { vpcContents } from './contents.ts';
import { notKnownYet, throttled } from './ec2-errors.ts';
import { type Holders, onceFree } from './lingering-interfaces.ts';
import { vpcRights } from './rights.ts';
import { refuseTwins, twinsDrift } from './twins.ts';

export interface Vpc {
  readonly id: string;
  readonly CidrBlock: string;
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  /** Both come with the VPC; '' while EC2 does not list them yet. */
  readonly mainRouteTable: string;
  readonly defaultGroup: string;
  /** Ids of further VPCs that carry the same tags: left by a create call that was never answered. */
  readonly twins: readonly string[];
}

/** Seconds after which a tag filter finds a VPC that was just made (EC2 is eventually consistent). */
const TAG_LAG = 5;
/** The same when we know that one may have been made: our own call was not answered. */
const LONG_TAG_LAG = 30;

/** What becomes of a twin: `up` takes away an empty one, and refuses to choose between two in use. */
const EMPTY_OR_NOT = 'npm run up takes it away if it is empty; else npm run down, then npm run up';

export function vpc(cloud: Owned, { name, about, cidr }: { name: string; about: Purpose; cidr: string }) {
  const { ec2, ec2Once, tags } = cloud;
  const { look, make, ours, onceFree: free } = vpcRights(cloud);
  let unanswered = false;
  const wanted = { CidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true };

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
  const erase = (id: string, ctx: Context, inside?: Holders) =>
    onceFree(
      cloud,
      ctx,
      { Name: 'vpc-id', Values: [id] },
      () => absentWhen(['InvalidVpcID.NotFound'], () => ec2.send(new DeleteVpcCommand({ VpcId: id }))),
      inside,
    );

  const title = `VPC ${name}`;

  return defineStep<object, Vpc>({
    kind: 'VPC',
    name,
    about: { ...about, console: 'VPC > Your VPCs' },

    async observe() {
      const [first, ...twins] = await find();
      const id = first?.VpcId;
      if (!id) return undefined;
      const inside = [{ Name: 'vpc-id', Values: [id] }];
      // The list may show a VPC that a call by its id does not know yet.
      const details = await absentWhen(['InvalidVpcID.NotFound'], () =>
        Promise.all([
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
        ]),
      );
      if (!details) return undefined;
      const [enableDnsSupport, enableDnsHostnames, routes, groups] = details;
      return {
        id,
        CidrBlock: String(first.CidrBlock),
        enableDnsSupport,
        enableDnsHostnames,
        mainRouteTable: routes.RouteTables?.[0]?.RouteTableId ?? '',
        defaultGroup: groups.SecurityGroups?.[0]?.GroupId ?? '',
        twins: twins.map(({ VpcId }) => String(VpcId)),
      };
    },

    id: ({ id }) => id,
    ready: ({ mainRouteTable, defaultGroup }) => mainRouteTable !== '' && defaultGroup !== '',

    async create(_, ctx) {
      if (!cloud.local) {
        await ctx.pause(unanswered ? LONG_TAG_LAG : TAG_LAG);
        if ((await find()).length) return;
      }
      unanswered = true;
      const make = () => ec2Once.send(new CreateVpcCommand({ CidrBlock: cidr, ...tagsOf('vpc', tags, name) }));
      await retryOn(ctx, [throttled], make); // what was throttled was not carried out: it may be sent again
      unanswered = false;
    },

    drift: (live) => [...differences(live, wanted), ...twinsDrift(live.twins, EMPTY_OR_NOT)],

    async repair({ id, twins, CidrBlock }, _, drift, ctx) {
      const contents = await Promise.all(twins.map((twin) => vpcContents(cloud, twin)));
      if (contents.flat().length) refuseTwins(title, { id, twins });
      if (CidrBlock !== cidr)
        throw new Problem(`VPC ${name} has the range ${CidrBlock}, and a VPC's range cannot be changed to ${cidr}.`, {
          next: `Set VPC_CIDR=${CidrBlock}, or take the system down first.`,
        });
      for (const { field } of drift) {
        const change = {
          ...(field === 'enableDnsSupport' && { EnableDnsSupport: { Value: true } }),
          ...(field === 'enableDnsHostnames' && { EnableDnsHostnames: { Value: true } }),
        };
        if (Object.keys(change).length)
          await retryOn(ctx, [notKnownYet(id)], () =>
            ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, ...change })),
          );
      }
      for (const twin of twins) await erase(twin, ctx);
    },

    async destroy({ id, twins }, ctx) {
      for (const one of [...twins, id]) await erase(one, ctx, () => vpcContents(cloud, one));
    },
    patience: 300,
    usually: 10,
    rights: [
      look(
        'DescribeRouteTables DescribeSecurityGroups DescribeSecurityGroupRules DescribeSubnets DescribeVpcEndpoints',
      ),
      look('DescribeVpcs'),
      ...make('CreateVpc', 'vpc'),
      ours('DeleteVpc DescribeVpcAttribute ModifyVpcAttribute', 'vpc'),
      // What is ours inside goes with it (contents.ts).
      ours('DeleteSubnet', 'subnet'),
      ours('DeleteSecurityGroup RevokeSecurityGroupEgress RevokeSecurityGroupIngress', 'security-group'),
      ours('DeleteVpcEndpoints', 'vpc-endpoint'),
      ...free,
    ],
  });
}
