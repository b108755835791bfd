// What is left of the network. Every row is held against our tags: an emulator may ignore the filters.

import {
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../aws.ts';
import { isOurs, type LiveTags, tagList } from '../tags.ts';
import type { Leftover } from './find.ts';

export async function networkLeftovers({ ec2, tags }: Owned): Promise<Leftover[]> {
  const Filters = tagList(tags).map(({ Key, Value }) => ({ Name: `tag:${Key}`, Values: [Value] }));
  const [vpcs, subnets, groups, endpoints] = await Promise.all([
    ec2.send(new DescribeVpcsCommand({ Filters })),
    ec2.send(new DescribeSubnetsCommand({ Filters })),
    ec2.send(new DescribeSecurityGroupsCommand({ Filters })),
    ec2.send(new DescribeVpcEndpointsCommand({ Filters })),
  ]);
  const mine = ({ Tags }: { Tags?: LiveTags }) => isOurs(tags, Tags);
  const left = (service: string, names: (string | undefined)[]) =>
    names.map((name) => ({ service, name: String(name) }));
  const ids = (vpcs.Vpcs ?? []).filter(mine).map(({ VpcId }) => VpcId);
  const open = (endpoints.VpcEndpoints ?? []).filter((one) => mine(one) && one.State?.toLowerCase() !== 'deleted');
  return [
    ...left('VPC', ids),
    ...left(
      'Subnet',
      (subnets.Subnets ?? []).filter(mine).map(({ SubnetId }) => SubnetId),
    ),
    ...left(
      'Security group',
      (groups.SecurityGroups ?? []).filter(mine).map(({ GroupName }) => GroupName),
    ),
    ...left(
      'VPC endpoint',
      open.map(({ VpcEndpointId }) => VpcEndpointId),
    ),
    ...left('Network interface', await interfacesIn(ec2, ids.map(String))),
  ];
}

async function interfacesIn(ec2: Owned['ec2'], vpcs: string[]): Promise<(string | undefined)[]> {
  if (!vpcs.length) return [];
  const Filters = [{ Name: 'vpc-id', Values: vpcs }];
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
  return NetworkInterfaces.filter(({ VpcId }) => vpcs.includes(String(VpcId))).map(
    ({ NetworkInterfaceId }) => NetworkInterfaceId,
  );
}
