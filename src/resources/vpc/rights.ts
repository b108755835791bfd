// Rights in a VPC. EC2 chooses the ids, so rights are limited by tags. Notice: what AWS makes by itself (the default
// group and main route table of a VPC, Lambda's network interfaces) has no tags. There a policy cannot separate ours
// from others'. It can only exclude things with the tags of some project.

import type { Owned } from '../../aws/clients.ts';
import { may, tagged } from '../../aws/rights.ts';

/** EC2's calls that make a thing and tag it. One list for all, because the policy is then shorter. */
const CREATE_ACTIONS = ['CreateSecurityGroup', 'CreateSubnet', 'CreateVpc', 'CreateVpcEndpoint'];
/** The same for public subnets, which not every system has. */
const CREATE_PUBLIC_ACTIONS = ['CreateInternetGateway', 'CreateRouteTable'];

export function vpcRights({ tags, arn }: Owned) {
  const all = (kinds: string) => kinds.split(' ').map((kind) => arn('ec2', `${kind}/*`));
  const untagged = (actions: string, kinds: string) =>
    may('ec2', actions, all(kinds), { when: { Null: { 'aws:ResourceTag/project': 'true' } } });
  return {
    /** Reading. EC2 has no resource for it, so `*`. */
    look: (actions: string) => may('ec2', actions, '*'),
    /** Making a thing of a kind, with our tags in the same call. */
    make: (action: string, kind: string) => [
      may('ec2', action, all(kind), { when: tagged('RequestTag', tags) }),
      may('ec2', 'CreateTags', all(kind), {
        when: tagged('RequestTag', tags, {
          'ec2:CreateAction': CREATE_PUBLIC_ACTIONS.includes(action) ? CREATE_PUBLIC_ACTIONS : CREATE_ACTIONS,
        }),
      }),
    ],
    /** For things with our tags. @param kinds "vpc subnet" */
    ours: (actions: string, kinds: string) => may('ec2', actions, all(kinds), { when: tagged('ResourceTag', tags) }),
    /** For things that AWS made without tags. */
    untagged,
    /** Deleting the network interfaces that Lambda leaves (lingering-interfaces.ts). */
    onceFree: [may('ec2', 'DescribeNetworkInterfaces', '*'), untagged('DeleteNetworkInterface', 'network-interface')],
  };
}
