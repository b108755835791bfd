// The cache: one node of Valkey or Redis, encrypted at rest and in transit. It takes minutes to make and minutes to
// delete. Notice: it costs money by the hour from the moment it exists. Its default parameter group evicts with
// `volatile-lru`, which evicts only keys that have an expiry time. Our records have none, so they are never evicted.

import {
  CreateReplicationGroupCommand,
  DeleteReplicationGroupCommand,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import type { Owned } from '../../aws/clients.ts';
import { equals, may } from '../../aws/rights.ts';
import { isOurs, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { Made, type Purpose } from '../../engine/lifecycle.ts';
import { errorText, Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import type { SecurityGroup } from '../vpc/find-groups.ts';
import { type CacheEngine, CONSOLE, cachePrice, refuseWayBack, TO_VALKEY } from './cache-engine.ts';
import {
  type CacheToRemove,
  cacheBusy,
  findCacheToRemove,
  findReplicationGroup,
  type ReplicationGroup,
} from './find-replication-group.ts';
import type { CacheSubnetGroup } from './subnet-group.ts';

export interface ReplicationGroupSettings {
  /** At most 40 lower-case characters. */
  id: string;
  description: string;
  about: Purpose;
  engine: CacheEngine;
  nodeType: string;
}

interface Needs {
  subnets: CacheSubnetGroup;
  group: SecurityGroup;
}

/** Seconds. Terraform allows 60 minutes, after real time-outs (hashicorp/terraform-provider-aws#2048). */
const PATIENCE = 3600;
/** A cache that ElastiCache has just begun to make. */
const CREATING = {
  status: 'creating',
  host: undefined,
  port: 6379,
  membersReady: false,
  madeAt: undefined,
  problem: undefined,
} as const;
const IMMUTABLE = ['TransitEncryptionEnabled', 'AtRestEncryptionEnabled', 'CacheSubnetGroupName'];

export function replicationGroup(cloud: Owned, settings: ReplicationGroupSettings) {
  const { elasticache, tags } = cloud;
  const { id, description, about, engine, nodeType } = settings;
  const ReplicationGroupId = id;
  const arnOf = (what: string) => cloud.arn('elasticache', what);
  const members = arnOf(`cluster:${id}-*`);
  const wanted = ({ subnets, group }: Needs) => ({
    Engine: engine,
    CacheNodeType: nodeType,
    SnapshotRetentionLimit: 0,
    SecurityGroups: [group.id],
    TransitEncryptionEnabled: true,
    AtRestEncryptionEnabled: true,
    CacheSubnetGroupName: subnets.name,
  });

  return defineStep<Needs, ReplicationGroup, CacheToRemove>({
    kind: 'Cache',
    name: id,
    about: {
      ...about,
      ...cachePrice(engine, nodeType),
      costs: { en: 'started hours count whole', pt: 'cada hora iniciada é cobrada inteira' },
      console: CONSOLE[engine],
    },

    observe: (_, made) => findReplicationGroup(cloud, id, made?.tags),
    find: () => findCacheToRemove(cloud, id),
    // While its tags cannot be read, we look at its description, because we wrote it.
    ours: (live) => (live.tags ? isOurs(tags, live.tags) : live.description === description),
    ready({ status, host, membersReady, tags: readable, problem }) {
      if (status === 'create-failed')
        throw new Problem(
          {
            en: `Cache ${id} could not be made${problem ? `: ${problem}` : ''}.`,
            pt: `Não foi possível criar o cache ${id}${problem ? `: ${problem}` : ''}.`,
          },
          {
            next: {
              en: 'Take the system down, then up again; for want of capacity choose another CACHE_NODE_TYPE.',
              pt: 'Remova o sistema e construa de novo; se falta capacidade, escolha outro CACHE_NODE_TYPE.',
            },
          },
        );
      return status === 'available' && host !== undefined && membersReady && readable !== undefined;
    },
    leaving: ({ status }) => status === 'deleting',

    async create(needs, ctx) {
      const { subnets, group } = needs;
      const request = {
        ReplicationGroupId,
        ReplicationGroupDescription: description,
        Engine: engine,
        CacheNodeType: nodeType,
        NumCacheClusters: 1,
        AutomaticFailoverEnabled: false,
        AutoMinorVersionUpgrade: true,
        TransitEncryptionEnabled: true,
        AtRestEncryptionEnabled: true,
        SnapshotRetentionLimit: 0,
        CacheSubnetGroupName: subnets.name,
        SecurityGroupIds: [group.id],
        Tags: tagList(tags),
      };
      const firstUse = {
        kinds: ['ServiceLinkedRoleNotFoundFault', 'InvalidVPCNetworkStateFault'],
        because: {
          en: 'ElastiCache is being used for the first time in this account',
          pt: 'o ElastiCache está sendo usado pela primeira vez nesta conta',
        },
        patience: 120,
      };
      const answer = await retryOn(ctx, [firstUse], () =>
        absentWhen(['ReplicationGroupAlreadyExistsFault'], () =>
          elasticache.send(new CreateReplicationGroupCommand(request)),
        ),
      );
      return answer && new Made<ReplicationGroup>({ ...wanted(needs), ...CREATING, description, tags: request.Tags });
    },

    drift: (live, needs) => differences(live, wanted(needs)),

    async repair(live, { group }, drift, ctx) {
      const fixed = drift.find(({ field }) => IMMUTABLE.includes(field));
      if (fixed)
        throw new Problem(
          {
            en: `Cache ${id} has ${fixed.field} ${fixed.live}, which cannot be changed to ${fixed.wanted}.`,
            pt: `O cache ${id} tem ${fixed.field} ${fixed.live}, que não pode mudar para ${fixed.wanted}.`,
          },
          {
            next: {
              en: 'Take the system down and up again; the records in the cache are lost with it.',
              pt: 'Remova o sistema e construa de novo; os registros do cache se perdem.',
            },
          },
        );
      const wrong = new Set(drift.map(({ field }) => field));
      if (wrong.has('Engine')) refuseWayBack(cloud, id, live.Engine, engine);
      // We send only the fields that drifted, because AWS refuses a change that changes nothing (as Terraform's
      // aws_elasticache_replication_group does).
      const request = {
        ReplicationGroupId,
        ApplyImmediately: true,
        ...(wrong.has('Engine') && TO_VALKEY),
        ...(wrong.has('CacheNodeType') && { CacheNodeType: nodeType }),
        ...(wrong.has('SnapshotRetentionLimit') && { SnapshotRetentionLimit: 0 }),
        ...(wrong.has('SecurityGroups') && { SecurityGroupIds: [group.id] }),
      };
      await retryOn(ctx, [cacheBusy], () =>
        elasticache.send(new ModifyReplicationGroupCommand(request)).catch((error: unknown) => {
          if (!/No modifications were requested/.test(errorText(error))) throw error;
        }),
      );
    },

    async destroy(_, ctx) {
      const refused = {
        ...cacheBusy,
        because: {
          en: 'ElastiCache deletes it only once it is available',
          pt: 'o ElastiCache só o apaga quando está disponível',
        },
      };
      await retryOn(ctx, [refused], () =>
        absentWhen(['ReplicationGroupNotFoundFault'], () =>
          elasticache.send(new DeleteReplicationGroupCommand({ ReplicationGroupId })),
        ),
      );
    },
    patience: PATIENCE,
    usually: 6 * 60,
    stopsBill: {
      ...{ service: 'elasticache', action: 'deleteReplicationGroup', loses: true },
      input: () => ({ ReplicationGroupId }),
      rights: [may('elasticache', 'DeleteReplicationGroup', arnOf(`replicationgroup:${id}`))],
    },
    // Members have the name of their group as a prefix. The first cache of an account makes ElastiCache's own role
    // (ElastiCache user guide, "Using service-linked roles"). Whoever makes a cache must be able to see its network.
    rights: [
      may('elasticache', 'AddTagsToResource CreateReplicationGroup', [arnOf(`replicationgroup:${id}`), members]),
      may('elasticache', 'CreateReplicationGroup', arnOf(`subnetgroup:${id}`)),
      may('elasticache', 'CreateReplicationGroup', arnOf('parametergroup:default.*'), {
        sid: 'DefaultCacheParameters',
      }),
      may(
        'elasticache',
        'DeleteReplicationGroup DescribeReplicationGroups ListTagsForResource ModifyReplicationGroup',
        arnOf(`replicationgroup:${id}`),
      ),
      may('elasticache', 'DescribeCacheClusters', members),
      may('elasticache', 'DescribeEvents', '*'),
      may('ec2', 'DescribeSecurityGroups DescribeSubnets DescribeVpcs', '*'),
      may(
        'iam',
        'CreateServiceLinkedRole',
        `arn:${cloud.partition}:iam::${cloud.account}:role/aws-service-role/elasticache.amazonaws.com/*`,
        { when: equals({ 'iam:AWSServiceName': 'elasticache.amazonaws.com' }) },
      ),
    ],
  });
}
