// What is left of the network. Every row is held against our tags: an emulator may ignore the filters.

import {
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { isOurs, type LiveTags, tagFilters } from '../../aws/tags.ts';
import type { Leftover } from './find.ts';

export async function networkLeftovers({ ec2, tags }: Owned): Promise<Leftover[]> {
  const Filters = tagFilters(tags);
  const [vpcs, subnets, groups, endpoints] = await Promise.all([
    ec2.send(new DescribeVpcsCommand({ Filters })),
    ec2.send(new DescribeSubnetsCommand({ Filters })),
    ec2.send(new DescribeSecurityGroupsCommand({ Filters })),
    ec2.send(new DescribeVpcEndpointsCommand({ Filters })),
  ]);
  const mine = ({ Tags }: { Tags?: LiveTags }) => isOurs(tags, Tags);
  const live = (vpcs.Vpcs ?? []).filter(mine);
  const doors = (endpoints.VpcEndpoints ?? []).filter((one) => mine(one) && one.State?.toLowerCase() !== 'deleted');
  return [
    ...live.map(({ VpcId }) => ({ service: 'VPC', name: String(VpcId) })),
    ...(subnets.Subnets ?? []).filter(mine).map(({ SubnetId }) => ({ service: 'Subnet', name: String(SubnetId) })),
    ...(groups.SecurityGroups ?? [])
      .filter(mine)
      .map(({ GroupName }) => ({ service: 'Security group', name: String(GroupName) })),
    ...doors.map(({ VpcEndpointId, State }) => ({
      service: 'VPC endpoint',
      name: String(VpcEndpointId),
      why: String(State),
    })),
    ...(await interfacesIn(
      ec2,
      live.map(({ VpcId }) => String(VpcId)),
    )),
  ];
}

/** They carry no tags of ours; they are ours because they are in a VPC of ours. */
async function interfacesIn(ec2: Owned['ec2'], vpcs: string[]): Promise<Leftover[]> {
  if (!vpcs.length) return [];
  const Filters = [{ Name: 'vpc-id', Values: vpcs }];
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
  return NetworkInterfaces.filter(({ VpcId }) => vpcs.includes(String(VpcId))).map(
    ({ NetworkInterfaceId, Status, Description }) => ({
      service: 'Network interface',
      name: String(NetworkInterfaceId),
      why: `${Status}, ${Description || 'without description'}`,
    }),
  );
}
