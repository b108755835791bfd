// Hazard 6: a security group cannot be deleted while a rule of another group names it, nor a VPC while anything is in
// it.

import {
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
} from '@aws-sdk/client-ec2';
import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { asked, type Hazard, is } from './wire.ts';

export function groupReferences({ ground: { ec2 } }: HazardContext): Hazard {
  const referenced = async (id: string) => {
    const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
    return SecurityGroupRules.some(
      ({ GroupId, ReferencedGroupInfo }) => GroupId !== id && ReferencedGroupInfo?.GroupId === id,
    );
  };
  const inhabited = async (id: string) => {
    const Filters = [{ Name: 'vpc-id', Values: [id] }];
    const [groups, subnets, doors] = await Promise.all([
      ec2.send(new DescribeSecurityGroupsCommand({ Filters })),
      ec2.send(new DescribeSubnetsCommand({ Filters })),
      ec2.send(new DescribeVpcEndpointsCommand({})),
    ]);
    const named = groups.SecurityGroups?.filter(({ GroupName }) => GroupName !== 'default') ?? [];
    const open = doors.VpcEndpoints?.filter(({ VpcId }) => VpcId === id) ?? [];
    return named.length + open.length + (subnets.Subnets?.length ?? 0) > 0;
  };

  return async (call, pass) => {
    const [group, vpc] = [asked(call, 'GroupId'), asked(call, 'VpcId')];
    if (is(call, 'DeleteSecurityGroup') && (await referenced(group)))
      return refuse(call, 'DependencyViolation', `resource ${group} has a dependent object`);
    if (is(call, 'DeleteVpc') && (await inhabited(vpc)))
      return refuse(call, 'DependencyViolation', `The vpc '${vpc}' has dependencies and cannot be deleted.`);
    return pass();
  };
}
