// Revoking rules of a security group: some rules of one side, or all rules.

import {
  DescribeSecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { perCloud, together } from '../../aws/together.ts';
import { absentWhen } from '../../engine/wait.ts';
import { type LiveRules, on, type Side } from './rule.ts';

const rules = perCloud((ec2: Owned['ec2']) =>
  together((ids) =>
    ec2.send(new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [...ids] }] })),
  ),
);

/** The live rules of a group. */
export async function read(ec2: Owned['ec2'], id: string): Promise<LiveRules> {
  const { SecurityGroupRules = [] } = await rules(ec2)(id);
  return { id, rows: SecurityGroupRules.filter(({ GroupId }) => GroupId === id) };
}

export async function revoke(ec2: Owned['ec2'], GroupId: string, side: Side, rows: LiveRules['rows']): Promise<void> {
  const request = {
    GroupId,
    SecurityGroupRuleIds: rows.map(({ SecurityGroupRuleId }) => String(SecurityGroupRuleId)),
  };
  if (!rows.length) return;
  await absentWhen<unknown>(['InvalidSecurityGroupRuleId.NotFound', 'InvalidPermission.NotFound'], () =>
    side === 'ingress'
      ? ec2.send(new RevokeSecurityGroupIngressCommand(request))
      : ec2.send(new RevokeSecurityGroupEgressCommand(request)),
  );
}

export async function revokeAll(ec2: Owned['ec2'], { id, rows }: LiveRules): Promise<void> {
  for (const side of ['ingress', 'egress'] as const) await revoke(ec2, id, side, rows.filter(on(side)));
}

/** Revokes every rule of a group, so that it names no other group. */
export const emptyGroup = async (ec2: Owned['ec2'], id: string): Promise<void> => revokeAll(ec2, await read(ec2, id));
