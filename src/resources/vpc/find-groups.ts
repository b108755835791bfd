// Finds security groups: ours, and those that AWS makes with a VPC. One call serves all that are asked for at the same time.

import { DescribeSecurityGroupsCommand, type SecurityGroup as Description } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { named, tagFilters } from '../../aws/tags.ts';
import { perCloud, together } from '../../aws/together.ts';
import { findVpcs } from './find-vpcs.ts';

export interface SecurityGroup {
  readonly id: string;
  readonly VpcId: string;
  /** Ids of further groups of the same name and tags, in another VPC. */
  readonly twins: readonly string[];
  /** Has it no rules at all? Then they need not be asked for. */
  readonly bare?: boolean;
}

const groups = perCloud(({ ec2, tags }: Owned) =>
  together((names) => ec2.send(new DescribeSecurityGroupsCommand({ Filters: tagFilters(tags, ...names) }))),
);

/** By tags and name, because names are unique only inside a VPC. */
export async function findGroups(cloud: Owned, name: string): Promise<SecurityGroup[]> {
  const { SecurityGroups } = await groups(cloud)(name);
  return named(SecurityGroups, name).map(toGroup);
}

/** The default group of a VPC. It has no tags, but its VPC has. */
export async function findDefaultGroups(cloud: Owned, vpcName: string): Promise<SecurityGroup[]> {
  const [vpc] = await findVpcs(cloud, vpcName);
  return vpc?.VpcId ? defaultGroupsIn(cloud, vpc.VpcId) : [];
}

const defaultGroups = perCloud(({ ec2 }: Owned) =>
  together((vpcs) =>
    ec2.send(
      new DescribeSecurityGroupsCommand({
        Filters: [
          { Name: 'vpc-id', Values: [...vpcs] },
          { Name: 'group-name', Values: ['default'] },
        ],
      }),
    ),
  ),
);

export async function defaultGroupsIn(cloud: Owned, vpcId: string): Promise<SecurityGroup[]> {
  const { SecurityGroups = [] } = await defaultGroups(cloud)(vpcId);
  return SecurityGroups.map(toGroup).filter(({ VpcId }) => VpcId === vpcId);
}

const toGroup = ({ GroupId, VpcId, IpPermissions, IpPermissionsEgress }: Description): SecurityGroup => ({
  id: String(GroupId),
  VpcId: String(VpcId),
  twins: [],
  bare: !IpPermissions?.length && !IpPermissionsEgress?.length,
});
