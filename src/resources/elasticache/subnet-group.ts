// The cache subnet group: the list of subnets in which ElastiCache may put its nodes.

import {
  CreateCacheSubnetGroupCommand,
  DeleteCacheSubnetGroupCommand,
  DescribeCacheSubnetGroupsCommand,
  ListTagsForResourceCommand,
  ModifyCacheSubnetGroupCommand,
} from '@aws-sdk/client-elasticache';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { Made, type Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import { notKnownYet } from '../vpc/ec2-errors.ts';
import type { Subnet } from '../vpc/subnet.ts';

export interface CacheSubnetGroup {
  readonly name: string;
  readonly SubnetIds: readonly string[];
  readonly tags: LiveTags;
}

/** @param settings.name lower case, because ElastiCache stores it in lower case */
export function cacheSubnetGroup({ elasticache, tags, arn }: Owned, { name, about }: { name: string; about: Purpose }) {
  const CacheSubnetGroupDescription = `Subnets of ${name}`;
  return defineStep<{ subnets: readonly Subnet[] }, CacheSubnetGroup>({
    kind: 'Cache subnet group',
    name,
    about: { ...about, console: 'ElastiCache > Subnet groups' },

    async observe(_, made) {
      const answer = await absentWhen(['CacheSubnetGroupNotFoundFault'], () =>
        elasticache.send(new DescribeCacheSubnetGroupsCommand({ CacheSubnetGroupName: name })),
      );
      const live = answer?.CacheSubnetGroups?.[0];
      if (!live) return undefined;
      const { TagList = [] } = made
        ? { TagList: made.tags }
        : await elasticache.send(new ListTagsForResourceCommand({ ResourceName: String(live.ARN) }));
      return {
        name,
        SubnetIds: (live.Subnets ?? []).map(({ SubnetIdentifier }) => String(SubnetIdentifier)),
        tags: TagList,
      };
    },
    ours: (live) => isOurs(tags, live.tags),

    async create({ subnets }, ctx) {
      const SubnetIds = subnets.map(({ id }) => id);
      const make = () =>
        elasticache.send(
          new CreateCacheSubnetGroupCommand({
            CacheSubnetGroupName: name,
            CacheSubnetGroupDescription,
            SubnetIds,
            Tags: tagList(tags),
          }),
        );
      const unknown = { ...notKnownYet('the subnets'), kinds: ['InvalidSubnet'], patience: 60 };
      const answer = await retryOn(ctx, [unknown], () => absentWhen(['CacheSubnetGroupAlreadyExistsFault'], make));
      return answer && new Made<CacheSubnetGroup>({ name, SubnetIds, tags: tagList(tags) });
    },
    drift: (live, { subnets }) => differences(live, { SubnetIds: subnets.map(({ id }) => id) }),
    repair: (_, { subnets }) =>
      elasticache.send(
        new ModifyCacheSubnetGroupCommand({
          CacheSubnetGroupName: name,
          SubnetIds: subnets.map(({ id }) => id),
        }),
      ),
    async destroy(_, ctx) {
      const inUse = {
        kinds: ['CacheSubnetGroupInUse', 'DependencyViolation'],
        because: {
          en: 'ElastiCache still counts it as in use by the cache that was just deleted',
          pt: 'o ElastiCache ainda o considera em uso pelo cache que acabou de ser apagado',
        },
        patience: 300,
      };
      await retryOn(ctx, [inUse], () =>
        absentWhen(['CacheSubnetGroupNotFoundFault'], () =>
          elasticache.send(new DeleteCacheSubnetGroupCommand({ CacheSubnetGroupName: name })),
        ),
      );
    },
    gone: true,
    usually: 3,
    rights: [
      may(
        'elasticache',
        `AddTagsToResource CreateCacheSubnetGroup DeleteCacheSubnetGroup DescribeCacheSubnetGroups ListTagsForResource
         ModifyCacheSubnetGroup`,
        arn('elasticache', `subnetgroup:${name}`),
      ),
    ],
  });
}
