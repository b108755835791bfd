// Rights in a VPC. EC2's ids are not known beforehand, so tags tell whose a thing is: those of the call while it is made,
// its own afterwards.
// Notice: what AWS makes by itself (the first group and route table of a VPC, Lambda's network interfaces) carries no tags.
// No policy can tell ours from others' there; it can only leave out what carries the tags of some project.

import type { Owned } from '../../aws/clients.ts';
import { may, tagged } from '../../aws/rights.ts';

/** EC2's calls that make a thing and tag it. One list for all, because a policy then says it once. */
const CREATE_ACTIONS = ['CreateSecurityGroup', 'CreateSubnet', 'CreateVpc', 'CreateVpcEndpoint'];

export function vpcRights({ tags, arn }: Owned) {
  const all = (kinds: string) => kinds.split(' ').map((kind) => arn('ec2', `${kind}/*`));
  const untagged = (actions: string, kinds: string) =>
    may('ec2', actions, all(kinds), { when: { Null: { 'aws:ResourceTag/project': 'true' } } });
  return {
    /** Looking: EC2 knows no resource for it. */
    look: (actions: string) => may('ec2', actions, '*'),
    /** Making a thing of a kind, with our tags in the same call. */
    make: (action: string, kind: string) => [
      may('ec2', action, all(kind), { when: tagged('RequestTag', tags) }),
      may('ec2', 'CreateTags', all(kind), { when: tagged('RequestTag', tags, { 'ec2:CreateAction': CREATE_ACTIONS }) }),
    ],
    /** On what carries our tags. @param kinds "vpc subnet" */
    ours: (actions: string, kinds: string) => may('ec2', actions, all(kinds), { when: tagged('ResourceTag', tags) }),
    /** On what AWS made without tags. */
    untagged,
    /** Deleting what network interfaces of Lambda still hold (lingering-interfaces.ts). */
    onceFree: [may('ec2', 'DescribeNetworkInterfaces', '*'), untagged('DeleteNetworkInterface', 'network-interface')],
  };
}
