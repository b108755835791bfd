// Rights on instances and volumes. EC2 chooses the ids, so rights are limited by tags.

import type { Owned } from '../../aws/clients.ts';
import { may, tagged } from '../../aws/rights.ts';

export function instanceRights({ tags, arn, region, partition }: Owned) {
  const all = (kinds: string) => kinds.split(' ').map((kind) => arn('ec2', `${kind}/*`));
  return {
    /** Reading. EC2 has no resource for it, so `*`. */
    look: (actions: string) => may('ec2', actions, '*'),
    /** Making a thing of a kind, with our tags in the same call. */
    make: (action: string, kinds: string) => [
      may('ec2', action, all(kinds), { when: tagged('RequestTag', tags) }),
      may('ec2', 'CreateTags', all(kinds), { when: tagged('RequestTag', tags, { 'ec2:CreateAction': action }) }),
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
