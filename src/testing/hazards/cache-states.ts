// Hazard 3: a cache takes minutes to make and minutes to delete. Until its members are ready, which is later than the
// group says, it gives no tags and takes no change. While it is busy it cannot be deleted. Its subnet group can be
// deleted only later.

import { DeleteReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Call, type Hazard, is, ok } from './wire.ts';

export interface CacheTimes {
  /** Seconds until the group says it is available. */
  readonly creating?: number;
  /** More seconds until its member says so too. */
  readonly settling?: number;
  /** Seconds that a change takes. */
  readonly modifying?: number;
  readonly deleting?: number;
  /** More seconds in which its subnet group counts as in use. */
  readonly holding?: number;
  /** Reason why it cannot be made. */
  readonly failure?: string;
}

interface Life {
  availableAt: number;
  readyAt: number;
  modifiedAt: number;
}

export function cacheStates(
  { clock, ground }: HazardContext,
  { creating = 360, settling = 60, modifying = 60, deleting = 240, holding = 30, failure }: CacheTimes = {},
): Hazard {
  const lives = new Map<string, Life>();
  const deletions = new Later(clock);
  const looks = new Map<string, Answer>();
  let heldUntil = 0;
  const stateOf = (id: string, { availableAt, modifiedAt }: Life) => {
    if (deletions.has(id)) return 'deleting';
    if (clock.now() < availableAt) return 'creating';
    if (failure) return 'create-failed';
    return clock.now() < modifiedAt ? 'modifying' : 'available';
  };
  const bury = async (ReplicationGroupId: string) => {
    await ground.elasticache.send(new DeleteReplicationGroupCommand({ ReplicationGroupId }));
    lives.delete(ReplicationGroupId);
    heldUntil = clock.now() + holding;
  };

  return async (call, pass) => {
    if (call.service !== 'elasticache') return pass();
    await deletions.due();
    const id = idIn(call);
    const life = lives.get(id);
    if (is(call, 'DeleteCacheSubnetGroup') && (lives.size || clock.now() < heldUntil))
      return refuse(call, 'CacheSubnetGroupInUse', 'Cache subnet group is currently in use by a cache cluster.');
    if (is(call, 'CreateReplicationGroup')) {
      if (life) return refuse(call, 'ReplicationGroupAlreadyExists', `Replication group ${id} already exists.`);
      const availableAt = clock.now() + creating;
      looks.clear();
      const answer = await pass();
      if (answer.status < 300) lives.set(id, { availableAt, readyAt: availableAt + settling, modifiedAt: 0 });
      return answer;
    }
    if (is(call, 'DescribeEvents') && failure)
      return ok(
        `<DescribeEventsResponse><DescribeEventsResult><Events><Event><SourceIdentifier>${id}</SourceIdentifier><Message>${failure}</Message></Event></Events></DescribeEventsResult></DescribeEventsResponse>`,
      );
    if (!life) return pass();

    const state = stateOf(id, life);
    const ready = state === 'available' && clock.now() >= life.readyAt;
    const busy = () =>
      refuse(call, 'InvalidReplicationGroupState', `Replication group ${id} is not in a valid state: ${state}.`);
    if (is(call, 'DescribeReplicationGroups', 'DescribeCacheClusters')) {
      const { body, ...rest } = (!ready && looks.get(call.operation)) || (await pass());
      looks.set(call.operation, { body, ...rest }); // the local cloud's answer stays the same while it is not ready
      const member = ready ? 'available' : state === 'available' ? 'modifying' : state;
      const told = body
        .replaceAll('<Status>available</Status>', `<Status>${state}</Status>`)
        .replace('<CacheClusterStatus>available<', `<CacheClusterStatus>${member}<`);
      const early = clock.now() < life.availableAt;
      return { ...rest, body: early ? told.replace(/<PrimaryEndpoint>.*?<\/PrimaryEndpoint>/s, '') : told };
    }
    if (is(call, 'ListTagsForResource')) return ready ? pass() : busy();
    if (is(call, 'ModifyReplicationGroup')) {
      if (!ready) return busy();
      life.modifiedAt = clock.now() + modifying;
      looks.clear();
      return pass();
    }
    if (!is(call, 'DeleteReplicationGroup')) return pass();
    if (!ready && state !== 'create-failed') return busy();
    deletions.put(id, deleting, () => bury(id));
    return ok(
      `<DeleteReplicationGroupResponse><DeleteReplicationGroupResult><ReplicationGroup><ReplicationGroupId>${id}</ReplicationGroupId><Status>deleting</Status></ReplicationGroup></DeleteReplicationGroupResult></DeleteReplicationGroupResponse>`,
    );
  };
}

/** The group's id, from any field that has it. */
const idIn = (call: Call) =>
  asked(call, 'ReplicationGroupId') ||
  asked(call, 'SourceIdentifier') ||
  asked(call, 'CacheClusterId').replace(/-\d{4}-\d{3}$/, '') ||
  (/:replicationgroup:(.+)$/.exec(asked(call, 'ResourceName'))?.[1] ?? '');
