// Hazards of ElastiCache: minutes to make, minutes to delete, and busy in between.

import { ModifyReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import { describe, expect, test } from 'vitest';
import { provision } from '../../../../provision/line-counter.ts';
import { bothEndWell } from '../../../testing/hazards/both-end-well.ts';
import { cacheStates } from '../../../testing/hazards/cache-states.ts';
import { times } from '../../../testing/hazards/open.ts';
import { lineCounter } from '../parts.ts';
import { lineCounterSettings } from '../settings.ts';
import { quietCounterWith } from '../testing/hazards.ts';

const TITLE = 'Cache ada-dev-line-counter';

describe('hazard 03 · ElastiCache is slow and bound to its states', () => {
  test('six minutes of creating, a minute of "available but not ready", four of deleting: one run each', async () => {
    const system = await quietCounterWith((all) => [cacheStates(all)]);
    const { up, down } = await bothEndWell(system);
    expect(up.seconds).toBeGreaterThanOrEqual(420);
    expect(up.seconds).toBeLessThan(420 + 60);
    expect(down.seconds).toBeGreaterThanOrEqual(240 + 30); // the subnet group is held a little longer
    expect(times(up, 'CreateReplicationGroup')).toBe(1);
  });

  test('a quarter of an hour is waited for as well: the ten minutes of a waiter are too few', async () => {
    const system = await quietCounterWith((all) => [cacheStates(all, { creating: 15 * 60 })]);
    expect((await bothEndWell(system)).up.outcomes[TITLE]).toBe('created');
  });

  test('`down` in the middle of creating waits until it may delete', async () => {
    const system = await quietCounterWith((all) => [cacheStates(all)]);
    const { part, clock } = system;
    const ctx = { ...clock, tell() {} };
    const vpc = await part.network.vpc.ensure({}, ctx);
    const needs = { vpc: vpc.live };
    const subnets = [(await part.network.subnetA.ensure(needs, ctx)).live];
    const group = await part.network.cacheGroup.ensure(needs, ctx);
    const cacheSubnets = await part.cacheSubnets.ensure({ subnets }, ctx);
    const making = part.cache.ensure({ subnets: cacheSubnets.live, group: group.live }, ctx).catch(() => 'given up');
    await clock.pause(60);
    const down = await system.down();
    await making;
    expect(down.errors).toEqual([]);
    expect(down.told.join('\n')).toMatch(/ElastiCache deletes it only once it is available/);
    expect(await system.left()).toEqual([]);
  });

  test('a drifted cache is repaired as soon as it takes changes, and `down` waits while it changes', async () => {
    const system = await quietCounterWith((all) => [cacheStates(all, { creating: 10, settling: 120 })]);
    expect((await system.up()).errors).toEqual([]);
    await system.ground.elasticache.send(
      new ModifyReplicationGroupCommand({ ReplicationGroupId: system.names.stack, SnapshotRetentionLimit: 3 }),
    );
    const again = await system.up();
    expect(again.errors).toEqual([]);
    expect(again.outcomes[TITLE]).toBe('repaired');
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  test('`up` during a deletion waits until the name is free, and makes a new one', async () => {
    const system = await quietCounterWith((all) => [cacheStates(all, { creating: 30, settling: 5 })]);
    expect((await system.up()).errors).toEqual([]);
    const leaving = system.part.cache.remove({ ...system.clock, tell() {} });
    await system.clock.pause(60);
    const up = await system.up();
    await leaving;
    expect(up.errors).toEqual([]);
    expect(up.outcomes[TITLE]).toBe('created');
    expect((await system.down()).errors).toEqual([]);
  });

  test('while it is deleted, the final listing still finds it, although its tags cannot be read', async () => {
    const system = await quietCounterWith((all) => [cacheStates(all, { creating: 5, settling: 0, deleting: 300 })]);
    expect((await system.up()).errors).toEqual([]);
    const gone = system.part.cache.remove({ ...system.clock, tell() {} });
    await system.clock.pause(30);
    expect((await system.left()).map(({ service }) => service)).toContain('Cache');
    await gone;
    expect((await system.down()).errors).toEqual([]);
  });

  test('a Redis cache becomes a Valkey cache in place, with one call, named; it does not go back', async () => {
    const system = await quietCounterWith((all) => [cacheStates(all, { creating: 10, settling: 0 })], {
      CACHE_ENGINE: 'redis',
    });
    expect((await system.up()).errors).toEqual([]);
    const valkey = lineCounter(system.cloud, lineCounterSettings({ ALARMS: 'off' }));
    const changed = await system.tell((run) => provision(run, valkey));
    expect([
      changed.errors,
      times(changed, 'CreateReplicationGroup'),
      times(changed, 'ModifyReplicationGroup'),
    ]).toEqual([[], 0, 1]);
    expect(changed.results.find(({ title }) => title === TITLE)).toMatchObject({
      outcome: 'repaired',
      drift: [{ field: 'Engine', live: 'redis', wanted: 'valkey' }],
    });

    const back = await system.up();
    expect(back.errors.map(({ message }) => message)).toEqual([
      `${TITLE} has the engine valkey, and ElastiCache cannot turn it into redis.`,
    ]);
    expect(times(back, 'ModifyReplicationGroup')).toBe(0);
    expect((await system.down()).errors).toEqual([]);
  });

  test('create-failed ends in one sentence with the reason and the way out, and `down` takes it away', async () => {
    const failure = 'There is no capacity for cache.t4g.micro in us-east-1a';
    const system = await quietCounterWith((all) => [cacheStates(all, { failure })]);
    const up = await system.up();
    expect(up.errors.map(({ message }) => message)).toEqual([`${TITLE} could not be made: ${failure}.`]);
    expect(up.errors[0]).toMatchObject({ next: { en: expect.stringMatching(/choose another CACHE_NODE_TYPE/) } });
    expect(up.seconds).toBeLessThan(360 + 60); // at most one poll longer than ElastiCache needs to give up
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });
});

describe('hazard 14 · RBAC and IAM authentication of ElastiCache', () => {
  test('does not apply: no user and no user group is made, changed, or looked for', async () => {
    const system = await quietCounterWith(() => []);
    const { up, down } = await bothEndWell(system);
    expect([...up.calls, ...down.calls].filter((operation) => /User/.test(operation))).toEqual([]);
  });
});
