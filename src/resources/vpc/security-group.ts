// A security group. Its rules are a separate part (security-group-rules.ts), because two groups that name each other
// could not be created or deleted.

import { CreateSecurityGroupCommand, DeleteSecurityGroupCommand } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { tagsOf } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import { notKnownYet } from './ec2-errors.ts';
import { findGroups, type SecurityGroup } from './find-groups.ts';
import { onceFree } from './lingering-interfaces.ts';
import { vpcRights } from './rights.ts';
import { refuseTwins, twinsDrift } from './twins.ts';
import type { Vpc } from './vpc.ts';

export interface SecurityGroupSettings {
  name: string;
  /** Shown by AWS. Always English, because AWS stores it for everybody. It can never be changed. */
  description: string;
  about: Purpose;
}

export function securityGroup(cloud: Owned, { name, description, about }: SecurityGroupSettings) {
  const { ec2, tags } = cloud;
  const { look, make, ours, onceFree: free } = vpcRights(cloud);

  const title = `Security group ${name}`;

  return defineStep<{ vpc: Vpc }, SecurityGroup>({
    kind: 'Security group',
    name,
    about: { ...about, console: 'VPC > Security groups' },
    async observe() {
      const [first, ...twins] = await findGroups(cloud, name);
      return first && { ...first, twins: twins.map(({ id }) => id) };
    },
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
    drift: (live, { vpc }) => [...differences(live, { VpcId: vpc.id }), ...twinsDrift(live.twins)],
    async repair({ id, VpcId, twins }, { vpc }) {
      refuseTwins(title, { id, twins });
      throw new Problem(
        {
          en: `Security group ${name} belongs to ${VpcId}, not to ${vpc.id}, and cannot move.`,
          pt: `O grupo de segurança ${name} pertence a ${VpcId}, não a ${vpc.id}, e não pode mudar.`,
        },
        {
          next: {
            en: 'Take the system down and up again.',
            pt: 'Remova o sistema e construa de novo (down, depois up).',
          },
        },
      );
    },
    async destroy({ id, twins }, ctx) {
      for (const GroupId of [id, ...twins])
        await onceFree(cloud, ctx, { Name: 'group-id', Values: [GroupId] }, () =>
          absentWhen(['InvalidGroup.NotFound', 'InvalidGroupId.NotFound'], () =>
            ec2.send(new DeleteSecurityGroupCommand({ GroupId })),
          ),
        );
    },
    gone: true,
    patience: 300,
    usually: 5,
    rights: [
      look('DescribeSecurityGroups'),
      ...make('CreateSecurityGroup', 'security-group'),
      ours('CreateSecurityGroup', 'vpc'),
      ours('DeleteSecurityGroup', 'security-group'),
      ...free,
    ],
  });
}
