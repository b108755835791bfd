// A route table as EC2 describes it, found by its tags.

import { DescribeRouteTablesCommand, type RouteTable as Description, type Route } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { tagFilters } from '../../aws/tags.ts';

export interface RouteTable {
  readonly id: string;
  readonly VpcId: string;
  /** "0.0.0.0/0" -> "igw-…". Without the routes that EC2 adds itself: to the VPC, and to gateway endpoints. */
  readonly Routes: Readonly<Record<string, string>>;
  readonly SubnetIds: readonly string[];
  /** Subnet -> id of its association. */
  readonly associations: Readonly<Record<string, string>>;
  /** Ids of further tables of the same name and tags. */
  readonly twins: readonly string[];
}

export async function findRouteTables({ ec2, tags }: Owned, name: string): Promise<RouteTable[]> {
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters: tagFilters(tags, name) }));
  return RouteTables.map(toTable);
}

/** The association of a subnet with another route table, if it has one. */
export async function associationOf({ ec2 }: Owned, subnet: string): Promise<string | undefined> {
  const Filters = [{ Name: 'association.subnet-id', Values: [subnet] }];
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
  return RouteTables.flatMap(({ Associations = [] }) => Associations).find(({ SubnetId }) => SubnetId === subnet)
    ?.RouteTableAssociationId;
}

function toTable({ RouteTableId, VpcId, Routes = [], Associations = [] }: Description): RouteTable {
  const associated = Associations.filter(
    ({ SubnetId, AssociationState }) => SubnetId && AssociationState?.State !== 'disassociated',
  );
  const associations = associated.map((one) => [String(one.SubnetId), String(one.RouteTableAssociationId)] as const);
  return {
    id: String(RouteTableId),
    VpcId: String(VpcId),
    Routes: Object.fromEntries(Routes.filter(isOwn).map((route) => [destination(route), target(route)])),
    SubnetIds: associations.map(([subnet]) => subnet),
    associations: Object.fromEntries(associations),
    twins: [],
  };
}

const isOwn = ({ GatewayId, DestinationPrefixListId }: Route) => GatewayId !== 'local' && !DestinationPrefixListId;

const destination = (route: Route) => String(route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock);

const target = (route: Route) =>
  String(
    route.GatewayId ??
      route.NatGatewayId ??
      route.TransitGatewayId ??
      route.VpcPeeringConnectionId ??
      route.EgressOnlyInternetGatewayId ??
      route.NetworkInterfaceId,
  );
