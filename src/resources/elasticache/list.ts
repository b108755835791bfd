// The caches and cache subnet groups of an owner.

import {
  DescribeReplicationGroupsCommand,
  ListTagsForResourceCommand,
  paginateDescribeCacheSubnetGroups,
  paginateDescribeReplicationGroups,
} from '@aws-sdk/client-elasticache';
import { isOwned, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { tagList } from '../../aws/tags.ts';
import { replicationGroupTags } from './find-replication-group.ts';

export const ELASTICACHE: Service = {
  name: 'ElastiCache',
  kinds: ['Cache', 'Cache subnet group'],
  looksAt: ['caches', { en: 'cache subnet groups', pt: 'grupos de sub-redes do cache' }],
  ask: ({ elasticache }) => elasticache.send(new DescribeReplicationGroupsCommand({ MaxRecords: 20 })),
  async *list(cloud, nameOf) {
    const { elasticache: client } = cloud;
    /** While a cache is made or deleted, its tags cannot be read. Then it is ours if its whole name is ours. */
    const tagsOfCache = async (name: string, ARN?: string) =>
      (await replicationGroupTags(cloud, ARN)) ?? (nameOf('Cache').includes(name) ? tagList(cloud.tags) : []);
    for await (const { ReplicationGroups = [] } of paginateDescribeReplicationGroups({ client }, {}))
      for (const { ReplicationGroupId: name = '', ARN } of ReplicationGroups)
        if (await isOwned(cloud, name, () => tagsOfCache(name, ARN))) yield { service: 'Cache', name };

    const tagsOf = async (ResourceName?: string) =>
      (await client.send(new ListTagsForResourceCommand({ ResourceName }))).TagList;
    for await (const { CacheSubnetGroups = [] } of paginateDescribeCacheSubnetGroups({ client }, {}))
      for (const { CacheSubnetGroupName: name = '', ARN } of CacheSubnetGroups)
        if (await isOwned(cloud, name, () => tagsOf(ARN))) yield { service: 'Cache subnet group', name };
  },
  rights: () => [may('elasticache', 'DescribeCacheSubnetGroups DescribeReplicationGroups', '*')],
};
