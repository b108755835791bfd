// The stages of a project in one region: found by the names of buckets, queues, log groups and roles, and by the tags of
// VPCs. A cache, a database, an instance and an endpoint are inside a VPC, so what costs money by the hour is found, too.

import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { paginateListRoles } from '@aws-sdk/client-iam';
import { paginateListBuckets } from '@aws-sdk/client-s3';
import { paginateListQueues } from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import { last } from '../../aws/listing.ts';

export interface StageOf {
  readonly stage: string;
  readonly system: string;
}

/**
 * Those that may have something, sorted. A name alone proves nothing: whoever asks looks for tags, too.
 * @param systems names of all systems
 */
export async function stagesOf(cloud: Owned, systems: readonly string[]): Promise<StageOf[]> {
  const { project } = cloud.tags;
  // As long as a STAGE may be: a longer name is somebody else's.
  const name = new RegExp(`^(?:/aws/lambda/)?${project}-([a-z][a-z0-9-]{0,8}[a-z0-9])-(${systems.join('|')})(?=-|$)`);
  const found = new Map<string, StageOf>();
  for await (const one of namesIn(cloud)) {
    const [, stage, system] = name.exec(one) ?? [];
    if (stage && system && !stage.includes('--')) found.set(`${stage} ${system}`, { stage, system });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, stageOf]) => stageOf);
}

async function* namesIn({ s3, sqs, logs, iam, ec2, tags: { project } }: Owned): AsyncGenerator<string> {
  const Filters = [{ Name: 'tag:project', Values: [project] }];
  for await (const { Vpcs = [] } of paginateDescribeVpcs({ client: ec2 }, { Filters }))
    for (const { Tags = [] } of Vpcs) yield Tags.find(({ Key }) => Key === 'Name')?.Value ?? '';
  for await (const { Buckets = [] } of paginateListBuckets({ client: s3 }, { Prefix: `${project}-` }))
    for (const { Name = '' } of Buckets) yield Name;
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, { QueueNamePrefix: `${project}-` }))
    for (const url of QueueUrls) yield last(url, '/');
  for await (const { logGroups = [] } of paginateDescribeLogGroups(
    { client: logs },
    { logGroupNamePrefix: `/aws/lambda/${project}-` },
  ))
    for (const { logGroupName = '' } of logGroups) yield logGroupName;
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, {}))
    for (const { RoleName = '' } of Roles) yield RoleName;
}
