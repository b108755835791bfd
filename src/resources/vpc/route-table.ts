// A route table for public subnets: all traffic that leaves the VPC goes to the internet gateway. It is a table of its
// own, so the main table, which all other subnets use, has no route to the internet. A subnet has one table at most, so
// we replace an association that somebody made by hand.

import {
  AssociateRouteTableCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DisassociateRouteTableCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { tagsOf } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, retryOn } from '../../engine/wait.ts';
import { notKnownYet } from './ec2-errors.ts';
import { associationOf, findRouteTables, type RouteTable } from './find-route-table.ts';
import type { InternetGateway } from './internet-gateway.ts';
import { makeOnce } from './make-once.ts';
import { vpcRights } from './rights.ts';
import type { Subnet } from './subnet.ts';
import { refuseTwins, twinsDrift } from './twins.ts';
import type { Vpc } from './vpc.ts';

interface Needs {
  vpc: Vpc;
  gateway: InternetGateway;
  subnets: readonly Subnet[];
}

const ANYWHERE = '0.0.0.0/0';

export function routeTable(cloud: Owned, { name, about }: { name: string; about: Purpose }) {
  const { ec2, ec2Once, tags } = cloud;
  const { look, make, ours } = vpcRights(cloud);
  const title = `Route table ${name}`;
  const once = makeOnce(cloud, async () => (await findRouteTables(cloud, name)).length > 0);
  const wanted = ({ vpc, gateway, subnets }: Needs) => ({
    VpcId: vpc.id,
    Routes: { [ANYWHERE]: gateway.id },
    SubnetIds: subnets.map(({ id }) => id),
  });

  const putRoutes = async ({ id, Routes }: RouteTable, GatewayId: string, ctx: Context) => {
    const RouteTableId = id;
    const way = { RouteTableId, DestinationCidrBlock: ANYWHERE, GatewayId };
    for (const to of Object.keys(Routes).filter((one) => one !== ANYWHERE)) {
      const extra = to.includes(':') ? { DestinationIpv6CidrBlock: to } : { DestinationCidrBlock: to };
      await absentWhen(['InvalidRoute.NotFound'], () => ec2.send(new DeleteRouteCommand({ RouteTableId, ...extra })));
    }
    if (Routes[ANYWHERE] === GatewayId) return;
    await retryOn(ctx, [notKnownYet(id)], () =>
      ec2.send(Routes[ANYWHERE] ? new ReplaceRouteCommand(way) : new CreateRouteCommand(way)),
    );
  };
  const putSubnets = async ({ id, associations }: RouteTable, wantedIds: readonly string[], ctx: Context) => {
    for (const [SubnetId, AssociationId] of Object.entries(associations))
      if (!wantedIds.includes(SubnetId)) await disassociate(AssociationId);
    for (const SubnetId of wantedIds.filter((one) => !(one in associations))) {
      const other = await associationOf(cloud, SubnetId);
      await retryOn<unknown>(ctx, [notKnownYet(id)], () =>
        other
          ? ec2.send(new ReplaceRouteTableAssociationCommand({ AssociationId: other, RouteTableId: id }))
          : ec2.send(new AssociateRouteTableCommand({ SubnetId, RouteTableId: id })),
      );
    }
  };
  const disassociate = (AssociationId: string) =>
    absentWhen(['InvalidAssociationID.NotFound'], () => ec2.send(new DisassociateRouteTableCommand({ AssociationId })));

  return defineStep<Needs, RouteTable>({
    kind: 'Route table',
    name,
    about: { ...about, console: 'VPC > Route tables' },
    async observe() {
      const [live, ...twins] = await findRouteTables(cloud, name);
      return live && { ...live, twins: twins.map(({ id }) => id) };
    },
    id: ({ id }) => id,
    create: ({ vpc }, ctx) =>
      once(
        ctx,
        () => ec2Once.send(new CreateRouteTableCommand({ VpcId: vpc.id, ...tagsOf('route-table', tags, name) })),
        [notKnownYet(vpc.id)],
      ),
    drift: (live, needs) => [...differences(live, wanted(needs)), ...twinsDrift(live.twins)],
    async repair(live, needs, _, ctx) {
      const want = wanted(needs);
      refuseTwins(title, live);
      if (live.VpcId !== want.VpcId)
        throw new Problem(
          {
            en: `${title} belongs to ${live.VpcId}, not to ${want.VpcId}, and cannot move.`,
            pt: `${title} pertence a ${live.VpcId}, não a ${want.VpcId}, e não pode mudar.`,
          },
          {
            next: {
              en: 'Take the system down and up again.',
              pt: 'Remova o sistema e construa de novo (down, depois up).',
            },
          },
        );
      await putRoutes(live, needs.gateway.id, ctx);
      await putSubnets(live, want.SubnetIds, ctx);
    },
    async destroy({ id, associations }, ctx) {
      for (const association of Object.values(associations)) await disassociate(association);
      const stillUsed = {
        kinds: ['DependencyViolation'],
        because: {
          en: 'EC2 is still taking the table from its subnets',
          pt: 'o EC2 ainda está tirando a tabela das sub-redes',
        },
        patience: 300,
      };
      await retryOn(ctx, [stillUsed], () =>
        absentWhen(['InvalidRouteTableID.NotFound'], () => ec2.send(new DeleteRouteTableCommand({ RouteTableId: id }))),
      );
    },
    patience: 300,
    usually: 5,
    rights: [
      ...make('CreateRouteTable', 'route-table'),
      ours('CreateRouteTable', 'vpc'),
      look('DescribeRouteTables'),
      ours('CreateRoute DeleteRoute DeleteRouteTable ReplaceRoute', 'route-table'),
      ours('AssociateRouteTable DisassociateRouteTable ReplaceRouteTableAssociation', 'route-table subnet'),
    ],
  });
}
