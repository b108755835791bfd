// Rights on instances and volumes. EC2 chooses the ids, so rights are limited by tags.

import type { Owned } from '../../aws/clients.ts';
import { may, tagged } from '../../aws/rights.ts';

/** EC2's calls that make a thing and tag it. One list for all, because the policy is then shorter. */
const CREATE_ACTIONS = ['CreateSnapshot', 'CreateVolume', 'RunInstances'];

export function instanceRights({ tags, arn, region, partition }: Owned) {
  /** A snapshot's ARN has no account. */
  const arnOf = (kind: string) =>
    kind === 'snapshot' ? `arn:${partition}:ec2:${region}::snapshot/*` : arn('ec2', `${kind}/*`);
  const all = (kinds: string) => kinds.split(' ').map(arnOf);
  return {
    /** Reading. EC2 has no resource for it, so `*`. */
    look: (actions: string) => may('ec2', actions, '*'),
    /** Making a thing of a kind, with our tags in the same call. */
    make: (action: string, kinds: string) => [
      may('ec2', action, all(kinds), { when: tagged('RequestTag', tags) }),
      may('ec2', 'CreateTags', all(kinds), {
        when: tagged('RequestTag', tags, { 'ec2:CreateAction': CREATE_ACTIONS }),
      }),
    ],
    /** For things with our tags. @param kinds "instance volume" */
    ours: (actions: string, kinds: string) => may('ec2', actions, all(kinds), { when: tagged('ResourceTag', tags) }),
    /** What an instance is started from: any image, and an interface that EC2 makes. */
    startedFrom: may('ec2', 'RunInstances', [
      `arn:${partition}:ec2:${region}::image/*`,
      arn('ec2', 'network-interface/*'),
    ]),
  };
}
