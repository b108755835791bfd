// VPCs as EC2 describes them, found by tags and name. There may be more than one (make-once.ts).

import { DescribeVpcsCommand, type Vpc as Description } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { named, tagFilters } from '../../aws/tags.ts';
import { perCloud, together } from '../../aws/together.ts';

const vpcs = perCloud(({ ec2, tags }: Owned) =>
  together((names) => ec2.send(new DescribeVpcsCommand({ Filters: tagFilters(tags, ...names) }))),
);

export async function findVpcs(cloud: Owned, name: string): Promise<Description[]> {
  const { Vpcs } = await vpcs(cloud)(name);
  return named(Vpcs, name);
}
