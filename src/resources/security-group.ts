// A security group: the name on a door. What may pass is another part (security-group-rules.ts), because two groups
// that name each other could otherwise neither be made nor deleted.

import {
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  type SecurityGroup as Description,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../aws.ts';
import { differences } from '../core/drift.ts';
import { Problem } from '../core/problems.ts';
import { defineStep } from '../core/step.ts';
import { absentWhen, retryOn } from '../core/wait.ts';
import { tagFilters, tagsOf } from '../tags.ts';
import { notKnownYet } from './ec2-passing.ts';
import { onceFree } from './lingering-interfaces.ts';
import type { Vpc } from './vpc.ts';

export interface SecurityGroup {
  readonly id: string;
  readonly VpcId: string;
}

export function securityGroup(cloud: Owned, { name, description }: { name: string; description: string }) {
  const { ec2, tags } = cloud;

  return defineStep<{ vpc: Vpc }, SecurityGroup>({
    title: `Security group ${name}`,
    about: {
      what: `${description}.`,
      why: 'Each side of the conversation has its own group, so that a rule can name who may talk to whom.',
      cost: 'free',
      console: 'VPC > Security groups',
    },
    observe: () => findGroup(cloud, name),
    async create({ vpc }, ctx) {
      const make = () =>
        ec2.send(
          new CreateSecurityGroupCommand({
            GroupName: name,
            Description: description,
            VpcId: vpc.id,
            ...tagsOf('security-group', tags, name),
          }),
        );
      await retryOn(ctx, [notKnownYet(vpc.id)], () => absentWhen(['InvalidGroup.Duplicate'], make));
    },
    drift: (live, { vpc }) => differences(live, { VpcId: vpc.id }),
    async repair({ VpcId }, { vpc }) {
      throw new Problem(`Security group ${name} belongs to ${VpcId}, not to ${vpc.id}, and cannot move.`, {
        next: 'Take the system down and up again.',
      });
    },
    destroy: ({ id }, ctx) =>
      onceFree(cloud, ctx, { Name: 'group-id', Values: [id] }, () =>
        absentWhen(['InvalidGroup.NotFound', 'InvalidGroupId.NotFound'], () =>
          ec2.send(new DeleteSecurityGroupCommand({ GroupId: id })),
        ),
      ),
    patience: 300,
    usually: 5,
  });
}

/** By tags, not by name alone: names are unique only inside a VPC. */
export async function findGroup({ ec2, tags }: Owned, name: string): Promise<SecurityGroup | undefined> {
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: tagFilters(tags, name) }),
  );
  return toGroup(SecurityGroups[0]);
}

/** The group that every VPC is born with; it carries no tags, its VPC does. */
export async function findDefaultGroup({ ec2, tags }: Owned, vpcName: string): Promise<SecurityGroup | undefined> {
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: tagFilters(tags, vpcName) }));
  const id = Vpcs?.[0]?.VpcId;
  if (!id) return undefined;
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({
      Filters: [
        { Name: 'vpc-id', Values: [id] },
        { Name: 'group-name', Values: ['default'] },
      ],
    }),
  );
  return toGroup(SecurityGroups[0]);
}

const toGroup = (group?: Description): SecurityGroup | undefined =>
  group && { id: String(group.GroupId), VpcId: String(group.VpcId) };
