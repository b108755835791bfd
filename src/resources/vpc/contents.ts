// What is inside a VPC and keeps AWS from deleting it: endpoints, subnets, security groups. Parts of ours may exist
// although we deleted them, because another `up` at the same time may have made them again.

import {
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcEndpointsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { isOurs, type LiveTags } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';
import { emptyGroup } from './revoke-rules.ts';

export interface Content {
  /** "subnet subnet-0a1b (ada-dev-shop-a)" */
  readonly what: string;
  /** Only for things of ours. */
  readonly remove?: () => Promise<unknown>;
}

/** Somebody else deleted it first, or it is still in use. The next reading shows which. */
const LATER = [
  'DependencyViolation',
  'InvalidGroup.InUse',
  'InvalidGroup.NotFound',
  'InvalidGroupId.NotFound',
  'InvalidSubnetID.NotFound',
  'InvalidVpcEndpointId.NotFound',
];

/** In the order in which they can be deleted. Each row is checked, because an emulator may ignore the filters. */
export async function vpcContents({ ec2, tags }: Owned, vpcId: string): Promise<Content[]> {
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
  const [endpoints, subnets, groups] = await Promise.all([
    ec2.send(new DescribeVpcEndpointsCommand({ Filters })),
    ec2.send(new DescribeSubnetsCommand({ Filters })),
    ec2.send(new DescribeSecurityGroupsCommand({ Filters })),
  ]);
  const content = (kind: string, id: string, live: { Tags?: LiveTags }, remove: () => Promise<unknown>): Content => ({
    what: `${kind} ${id}`,
    ...(isOurs(tags, live.Tags) && { remove: () => absentWhen(LATER, remove) }),
  });
  const inside = ({ VpcId }: { VpcId?: string | undefined }) => VpcId === vpcId;
  return [
    ...(endpoints.VpcEndpoints ?? [])
      .filter((one) => inside(one) && !/^delet/i.test(one.State ?? ''))
      .map((one) => {
        const id = String(one.VpcEndpointId);
        return content('endpoint', id, one, () => ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] })));
      }),
    ...(subnets.Subnets ?? []).filter(inside).map((one) => {
      const id = String(one.SubnetId);
      return content('subnet', id, one, () => ec2.send(new DeleteSubnetCommand({ SubnetId: id })));
    }),
    ...(groups.SecurityGroups ?? [])
      .filter((one) => inside(one) && one.GroupName !== 'default') // the default group is deleted with its VPC
      .map((one) => {
        const id = String(one.GroupId);
        return content('security group', id, one, async () => {
          await emptyGroup(ec2, id);
          await ec2.send(new DeleteSecurityGroupCommand({ GroupId: id }));
        });
      }),
  ];
}
