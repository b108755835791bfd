// What ElastiCache calls need. Making a cache is asked about for the cache, its one member, its subnets, and the
// parameter group that it takes by default; and the first one in an account makes the role with which ElastiCache
// works.

import { text } from './call.ts';
import { type Needing, need, needs, type World } from './need.ts';

const cacheArn = (kind: string, name: string, world: World) => world.arn('elasticache', `${kind}:${name}`);

const on =
  (operation: string, kind: string, field: string): Needing =>
  (input, world) => [
    need(`elasticache:${operation}`, text(input, field) ? cacheArn(kind, text(input, field), world) : '*'),
  ];

/** IAM makes it once in an account (ElastiCache user guide, "Using service-linked roles"). */
const FIRST_USE = 'role/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache';

export const CACHE_NEEDS: Readonly<Record<string, Needing>> = {
  CreateReplicationGroup: (input, world) => {
    const name = text(input, 'ReplicationGroupId');
    const cache = cacheArn('replicationgroup', name, world);
    const member = cacheArn('cluster', `${name}-001`, world);
    return [
      ...needs(['elasticache:CreateReplicationGroup', 'elasticache:AddTagsToResource'], cache),
      ...needs(['elasticache:CreateReplicationGroup', 'elasticache:AddTagsToResource'], member),
      need('elasticache:CreateReplicationGroup', cacheArn('subnetgroup', text(input, 'CacheSubnetGroupName'), world)),
      need('elasticache:CreateReplicationGroup', cacheArn('parametergroup', 'default.valkey8', world)),
      need('iam:CreateServiceLinkedRole', world.globalArn('iam', FIRST_USE), {
        'iam:AWSServiceName': 'elasticache.amazonaws.com',
      }),
      ...needs(['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs']),
    ];
  },
  ModifyReplicationGroup: on('ModifyReplicationGroup', 'replicationgroup', 'ReplicationGroupId'),
  DeleteReplicationGroup: on('DeleteReplicationGroup', 'replicationgroup', 'ReplicationGroupId'),
  DescribeReplicationGroups: on('DescribeReplicationGroups', 'replicationgroup', 'ReplicationGroupId'),
  DescribeCacheClusters: on('DescribeCacheClusters', 'cluster', 'CacheClusterId'),
  DescribeEvents: () => [need('elasticache:DescribeEvents')],
  CreateCacheSubnetGroup: (input, world) =>
    needs(
      ['elasticache:CreateCacheSubnetGroup', 'elasticache:AddTagsToResource'],
      cacheArn('subnetgroup', text(input, 'CacheSubnetGroupName'), world),
    ),
  ModifyCacheSubnetGroup: on('ModifyCacheSubnetGroup', 'subnetgroup', 'CacheSubnetGroupName'),
  DeleteCacheSubnetGroup: on('DeleteCacheSubnetGroup', 'subnetgroup', 'CacheSubnetGroupName'),
  DescribeCacheSubnetGroups: on('DescribeCacheSubnetGroups', 'subnetgroup', 'CacheSubnetGroupName'),
  ListTagsForResource: (input) => [need('elasticache:ListTagsForResource', text(input, 'ResourceName'))],
};
