// The network of an owner: VPCs, subnets, security groups, endpoints, and the network interfaces inside its VPCs. Rules
// are deleted with their group. The tags of every row are checked, because an emulator may ignore the filters.

import {
  CreateVpcCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import type { Listed, Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, tagFilters, tagsOf } from '../../aws/tags.ts';
import { isKind } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { findRouteTables } from './find-route-table.ts';
import { listGateways } from './internet-gateway.ts';

export const EC2: Service = {
  name: 'EC2',
  kinds: ['VPC', 'Subnet', 'Security group', 'Rules', 'VPC endpoint', 'Internet gateway', 'Route table'],
  looksAt: [
    'VPC',
    { en: 'subnets', pt: 'sub-redes' },
    { en: 'security groups', pt: 'grupos de segurança' },
    'endpoints',
    { en: 'network interfaces', pt: 'interfaces de rede' },
  ],
  /** A dry run checks the right to make a VPC. An emulator may really carry it out, so there we list instead. */
  async ask({ local, ec2, ec2Once, tags }) {
    if (local) return ec2.send(new DescribeVpcsCommand({}));
    const request = { CidrBlock: '10.0.0.0/16', DryRun: true, ...tagsOf('vpc', tags, 'doctor') };
    return ec2Once.send(new CreateVpcCommand(request)).catch((error: unknown) => {
      if (!isKind(error, 'DryRunOperation')) throw error;
    });
  },
  async *list(cloud, nameOf) {
    const { ec2, tags } = cloud;
    const Filters = tagFilters(tags);
    const [vpcs, subnets, groups, endpoints] = await Promise.all([
      ec2.send(new DescribeVpcsCommand({ Filters })),
      ec2.send(new DescribeSubnetsCommand({ Filters })),
      ec2.send(new DescribeSecurityGroupsCommand({ Filters })),
      ec2.send(new DescribeVpcEndpointsCommand({ Filters })),
    ]);
    const mine = ({ Tags }: { Tags?: LiveTags }) => isOurs(tags, Tags);
    const live = (vpcs.Vpcs ?? []).filter(mine).map(({ VpcId }) => String(VpcId));
    for (const name of live) yield { service: 'VPC', name };
    for (const { SubnetId } of (subnets.Subnets ?? []).filter(mine))
      yield { service: 'Subnet', name: String(SubnetId) };
    for (const { GroupName } of (groups.SecurityGroups ?? []).filter(mine))
      yield { service: 'Security group', name: String(GroupName) };
    for (const { VpcEndpointId, State } of (endpoints.VpcEndpoints ?? []).filter(mine))
      if (State?.toLowerCase() !== 'deleted')
        yield { service: 'VPC endpoint', name: String(VpcEndpointId), why: String(State) };
    yield* interfacesIn(ec2, live);
    for (const name of nameOf('Internet gateway')) yield* listGateways(cloud, name);
    for (const name of nameOf('Route table'))
      for (const { id } of await findRouteTables(cloud, name)) yield { service: 'Route table', name: id };
  },
  rights: () => [
    may(
      'ec2',
      'DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeVpcEndpoints DescribeVpcs',
      '*',
    ),
  ],
};

/** AWS makes them by itself, without our tags. They are ours because they are in a VPC of ours. */
async function* interfacesIn(ec2: Owned['ec2'], vpcs: string[]): AsyncIterable<Listed> {
  if (!vpcs.length) return;
  const Filters = [{ Name: 'vpc-id', Values: vpcs }];
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
  for (const { NetworkInterfaceId, VpcId, Status, Description } of NetworkInterfaces)
    if (vpcs.includes(String(VpcId)))
      yield {
        service: 'Network interface',
        name: String(NetworkInterfaceId),
        why: Description ? `${Status}, ${Description}` : inState(String(Status)),
      };
}

const inState = (state: string): Text => ({ en: `${state}, without description`, pt: `${state}, sem descrição` });
