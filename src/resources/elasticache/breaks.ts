// How somebody breaks a cache and the list of its subnets.
// Notice: on AWS each change of a cache takes minutes, and a bigger node costs more while it exists.

import { ModifyCacheSubnetGroupCommand, ModifyReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import type { Break, Breaks } from '../break.ts';
import type { ReplicationGroup } from './find-replication-group.ts';
import type { CacheSubnetGroup } from './subnet-group.ts';

export const subnetGroupBreaks = {
  'somebody takes a subnet off the list': {
    field: 'SubnetIds',
    byHand: ({ elasticache }, { name, SubnetIds }) =>
      elasticache.send(
        new ModifyCacheSubnetGroupCommand({ CacheSubnetGroupName: name, SubnetIds: SubnetIds.slice(0, 1) }),
      ),
  },
} satisfies Breaks<CacheSubnetGroup>;

const modify = (field: string, change: object): Break<ReplicationGroup> => ({
  field,
  byHand: ({ elasticache }, _, name) =>
    elasticache.send(
      new ModifyReplicationGroupCommand({ ReplicationGroupId: name, ApplyImmediately: true, ...change }),
    ),
});

export const cacheBreaks = {
  'somebody asks for backups': modify('SnapshotRetentionLimit', { SnapshotRetentionLimit: 5 }),
  'somebody chooses a bigger node': modify('CacheNodeType', { CacheNodeType: 'cache.m7g.large' }),
} satisfies Breaks<ReplicationGroup>;
