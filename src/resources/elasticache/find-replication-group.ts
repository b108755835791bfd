// A cache as ElastiCache describes it: the group, its one member, its tags and, when it failed, its events.
// The group says "available" before its member is available.

import {
  DescribeCacheClustersCommand,
  DescribeEventsCommand,
  DescribeReplicationGroupsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-elasticache';
import type { Owned } from '../../aws/clients.ts';
import type { LiveTags } from '../../aws/tags.ts';
import { absentWhen, type RetryableError } from '../../engine/wait.ts';

export interface ReplicationGroup {
  readonly status: string;
  readonly description: string | undefined;
  /** Known once the group is available. */
  readonly host: string | undefined;
  readonly port: number;
  readonly Engine: string | undefined;
  readonly CacheNodeType: string | undefined;
  readonly SnapshotRetentionLimit: number;
  readonly TransitEncryptionEnabled: boolean | undefined;
  readonly AtRestEncryptionEnabled: boolean | undefined;
  /** These three belong to the member cluster, not to the replication group. */
  readonly SecurityGroups: readonly string[];
  readonly CacheSubnetGroupName: string | undefined;
  readonly membersReady: boolean;
  /** undefined while ElastiCache does not give them. */
  readonly tags: LiveTags;
  readonly madeAt: Date | undefined;
  /** ElastiCache's reason why it could not be made. */
  readonly problem: string | undefined;
}

export type CacheToRemove = Pick<ReplicationGroup, 'status' | 'description' | 'tags' | 'madeAt'>;

/** The group says "available" before every member is available, so calls may be refused for some more minutes. */
export const cacheBusy: RetryableError = {
  kinds: [
    'InvalidReplicationGroupStateFault',
    'InvalidReplicationGroupState',
    'InvalidCacheClusterStateFault',
    'InvalidCacheClusterState',
  ],
  because: { en: 'ElastiCache is still busy with it', pt: 'o ElastiCache ainda está ocupado com ele' },
  patience: 3600,
};

/** ElastiCache gives tags only while the cache is available (API reference, ListTagsForResource). */
const TAGS_NOT_READABLE = [
  ...cacheBusy.kinds,
  'CacheClusterNotFoundFault',
  'CacheClusterNotFound',
  'ReplicationGroupNotFoundFault',
];

async function described({ elasticache }: Owned, ReplicationGroupId: string) {
  const answer = await absentWhen(['ReplicationGroupNotFoundFault'], () =>
    elasticache.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId })),
  );
  return answer?.ReplicationGroups?.[0];
}

/** What is enough to remove it. */
export async function findCacheToRemove(cloud: Owned, id: string): Promise<CacheToRemove | undefined> {
  const live = await described(cloud, id);
  return (
    live && {
      status: live.Status ?? '',
      description: live.Description,
      tags: await replicationGroupTags(cloud, live.ARN),
      madeAt: live.ReplicationGroupCreateTime,
    }
  );
}

/** @param known its tags, when this run made it */
export async function findReplicationGroup(
  cloud: Owned,
  id: string,
  known?: LiveTags,
): Promise<ReplicationGroup | undefined> {
  const live = await described(cloud, id);
  if (!live) return undefined;
  const member = live.MemberClusters?.[0];
  const [node, tags, problem] = await Promise.all([
    member ? findMember(cloud, member) : undefined,
    known ?? replicationGroupTags(cloud, live.ARN),
    live.Status === 'create-failed' ? lastEvent(cloud, id) : undefined,
  ]);
  const endpoint = live.NodeGroups?.[0]?.PrimaryEndpoint;
  return {
    status: live.Status ?? '',
    description: live.Description,
    host: endpoint?.Address,
    port: endpoint?.Port ?? 6379,
    Engine: live.Engine,
    CacheNodeType: live.CacheNodeType,
    SnapshotRetentionLimit: live.SnapshotRetentionLimit ?? 0,
    TransitEncryptionEnabled: live.TransitEncryptionEnabled,
    AtRestEncryptionEnabled: live.AtRestEncryptionEnabled,
    SecurityGroups: (node?.SecurityGroups ?? []).map(({ SecurityGroupId }) => String(SecurityGroupId)),
    CacheSubnetGroupName: node?.CacheSubnetGroupName,
    membersReady: node?.CacheClusterStatus === 'available',
    tags,
    madeAt: live.ReplicationGroupCreateTime,
    problem,
  };
}

/** `undefined` while ElastiCache does not give them. */
export async function replicationGroupTags({ elasticache }: Owned, ResourceName?: string): Promise<LiveTags> {
  const answer = await absentWhen(TAGS_NOT_READABLE, () =>
    elasticache.send(new ListTagsForResourceCommand({ ResourceName })),
  );
  return answer?.TagList;
}

async function findMember({ elasticache }: Owned, CacheClusterId: string) {
  const answer = await absentWhen(['CacheClusterNotFoundFault', 'CacheClusterNotFound'], () =>
    elasticache.send(new DescribeCacheClustersCommand({ CacheClusterId })),
  );
  return answer?.CacheClusters?.[0];
}

/** The newest event of the group in the last day. */
async function lastEvent({ elasticache }: Owned, SourceIdentifier: string): Promise<string | undefined> {
  const { Events } = await elasticache.send(
    new DescribeEventsCommand({ SourceType: 'replication-group', SourceIdentifier, Duration: 24 * 60 }),
  );
  return Events?.at(-1)?.Message;
}
