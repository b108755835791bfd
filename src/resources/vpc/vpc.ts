// The VPC: a network of our own. Its main route table has no route to the internet.
// Notice: CreateVpc is not idempotent. A call without an answer may have made a VPC, so there may be a twin
// (make-once.ts). We name and delete an empty twin.

import {
  CreateVpcCommand,
  DeleteVpcCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  ModifyVpcAttributeCommand,
  type VpcAttributeName,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { tagsOf } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { Made, type Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, retryOn } from '../../engine/wait.ts';
import { vpcContents } from './contents.ts';
import { notKnownYet } from './ec2-errors.ts';
import { defaultGroupsIn } from './find-groups.ts';
import { findVpcs } from './find-vpcs.ts';
import { type Holders, onceFree } from './lingering-interfaces.ts';
import { makeOnce } from './make-once.ts';
import { vpcRights } from './rights.ts';
import { refuseTwins, twinsDrift } from './twins.ts';

export interface Vpc {
  readonly id: string;
  readonly CidrBlock: string;
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  /** Both are made with the VPC. '' while EC2 does not list them yet. */
  readonly mainRouteTable: string;
  readonly defaultGroup: string;
  /** Ids of further VPCs with the same tags, made by create calls without an answer. */
  readonly twins: readonly string[];
}

/** What happens to a twin: `up` deletes an empty one, and refuses to choose between two in use. */
const EMPTY_OR_NOT = {
  en: 'npm run up takes it away if it is empty; else npm run down, then npm run up',
  pt: 'npm run up a remove se estiver vazia; senão npm run down, depois npm run up',
};

/** A new VPC (EC2 API reference, ModifyVpcAttribute; VPC user guide, "DNS attributes for your VPC"). */
const FRESH = {
  enableDnsSupport: true,
  enableDnsHostnames: false,
  mainRouteTable: '',
  defaultGroup: '',
  twins: [],
} as const;

export function vpc(cloud: Owned, { name, about, cidr }: { name: string; about: Purpose; cidr: string }) {
  const { ec2, ec2Once, tags } = cloud;
  const { look, make, ours, onceFree: free } = vpcRights(cloud);
  const wanted = { CidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true };

  const find = async () => {
    const all = await findVpcs(cloud, name);
    if (all.length < 2) return all;
    const ids = all.map(({ VpcId }) => String(VpcId));
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: ids }] }));
    const weight = (id?: string) => Subnets.filter(({ VpcId }) => VpcId === id).length;
    return all.sort((a, b) => weight(b.VpcId) - weight(a.VpcId) || (String(a.VpcId) < String(b.VpcId) ? -1 : 1));
  };
  const once = makeOnce(cloud, async () => (await find()).length > 0);
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

  return defineStep<object, Vpc, Pick<Vpc, 'id' | 'twins'>>({
    kind: 'VPC',
    name,
    about: { ...about, console: 'VPC > Your VPCs' },

    async find() {
      const [first, ...twins] = await find();
      return first && { id: String(first.VpcId), twins: twins.map(({ VpcId }) => String(VpcId)) };
    },
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
          defaultGroupsIn(cloud, id),
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
        defaultGroup: groups[0]?.id ?? '',
        twins: twins.map(({ VpcId }) => String(VpcId)),
      };
    },

    id: ({ id }) => id,
    ready: ({ mainRouteTable, defaultGroup }) => mainRouteTable !== '' && defaultGroup !== '',

    async create(_, ctx) {
      const request = { CidrBlock: cidr, ...tagsOf('vpc', tags, name) };
      const answer = await once(ctx, () => ec2Once.send(new CreateVpcCommand(request)));
      const id = answer?.Vpc?.VpcId;
      return id && new Made<Vpc>({ id, CidrBlock: cidr, ...FRESH });
    },

    drift: (live) => [...differences(live, wanted), ...twinsDrift(live.twins, EMPTY_OR_NOT)],

    async repair({ id, twins, CidrBlock }, _, drift, ctx) {
      const contents = await Promise.all(twins.map((twin) => vpcContents(cloud, twin)));
      if (contents.flat().length) refuseTwins(title, { id, twins });
      if (CidrBlock !== cidr)
        throw new Problem(
          {
            en: `VPC ${name} has the range ${CidrBlock}, and a VPC's range cannot be changed to ${cidr}.`,
            pt: `A VPC ${name} tem a faixa ${CidrBlock}, e a faixa de uma VPC não pode mudar para ${cidr}.`,
          },
          {
            next: {
              en: `Set VPC_CIDR=${CidrBlock}, or take the system down first.`,
              pt: `Use VPC_CIDR=${CidrBlock}, ou remova antes o sistema.`,
            },
          },
        );
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
      // Things of ours inside it are deleted with it (contents.ts).
      ours('DeleteSubnet', 'subnet'),
      ours('DeleteSecurityGroup RevokeSecurityGroupEgress RevokeSecurityGroupIngress', 'security-group'),
      ours('DeleteVpcEndpoints', 'vpc-endpoint'),
      ...free,
    ],
  });
}
