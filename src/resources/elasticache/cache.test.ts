// The cache and the list of its subnets, beat by beat.
// Notice: what ElastiCache can never change is told with a way out, and nothing is sent; on AWS the cache stays billed
// until someone takes it down, so no test of ours may ever make a second one beside it.

import {
  CreateCacheSubnetGroupCommand,
  ModifyCacheSubnetGroupCommand,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { openWorkshop } from '../../testing/workshop.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx, writesDuring } = shop;
const { elasticache } = cloud;
const { network } = part;
const name = 'ada-dev-line-counter';

const vpc = await make(network.vpc);
const a = await make(network.subnetA, { vpc });
const b = await make(network.subnetB, { vpc });
const group = await make(network.cacheGroup, { vpc });
const subnetGroup = () => make(part.cacheSubnets, { subnets: [a, b] });
const modify = (change: object) =>
  elasticache.send(new ModifyReplicationGroupCommand({ ReplicationGroupId: name, ApplyImmediately: true, ...change }));

fourBeats('The cache subnet group', shop, () => ({ step: part.cacheSubnets, needs: { subnets: [a, b] } }), {
  'somebody takes a subnet off the list': {
    field: 'SubnetIds',
    byHand: () =>
      elasticache.send(new ModifyCacheSubnetGroupCommand({ CacheSubnetGroupName: name, SubnetIds: [a.id] })),
  },
});

fourBeats('The cache', shop, async () => ({ step: part.cache, needs: { subnets: await subnetGroup(), group } }), {
  'somebody chooses a bigger node': {
    field: 'CacheNodeType',
    byHand: () => modify({ CacheNodeType: 'cache.m7g.large' }),
  },
  'somebody asks for backups': { field: 'SnapshotRetentionLimit', byHand: () => modify({ SnapshotRetentionLimit: 5 }) },
});

test('what a cache can never change is told with a way out, and not a call is wasted on it', async () => {
  const subnets = await subnetGroup();
  await make(part.cache, { subnets, group });
  const elsewhere = { subnets: { ...subnets, name: 'another' }, group };
  const writes = await writesDuring(() =>
    expect(part.cache.ensure(elsewhere, ctx)).rejects.toMatchObject({
      message: expect.stringMatching(/CacheSubnetGroupName ada-dev-line-counter, which cannot be changed to another/),
      next: expect.stringMatching(/down and up again/),
    }),
  );
  expect(writes).toBe(0);
});

test('the engine cannot be changed here: refused with what to do, and nothing is sent', async () => {
  const needs = { subnets: await subnetGroup(), group };
  await make(part.cache, needs);
  const redis = (await openWorkshop({ CACHE_ENGINE: 'redis' }, cloud.account)).part.cache;
  expect(redis.about).toMatchObject({ perHour: 0.016, console: 'ElastiCache > Redis OSS caches' });
  const refused = async (step: typeof redis, live: string, wanted: string, who: string) => {
    const before = await step.describe(ctx);
    await expect(step.ensure(needs, ctx)).rejects.toMatchObject({
      message: `Cache ${name} has the engine ${live}, and ${who} cannot turn it into ${wanted}.`,
      next: expect.stringMatching(new RegExp(`^Set CACHE_ENGINE=${live} to keep it. .* down and up again`)),
    });
    expect(await step.describe(ctx)).toEqual(before);
  };
  await refused(redis, 'valkey', 'redis', 'ElastiCache');
  await part.cache.remove(ctx);
  expect((await make(redis, needs)).Engine).toBe('redis');
  await refused(part.cache, 'redis', 'valkey', 'the local cloud');
  await redis.remove(ctx);
});

test('a cache in another security group, or without encryption, is drift', async () => {
  const needs = { subnets: await subnetGroup(), group };
  const live = await make(part.cache, needs);
  const fields = (change: object) => part.cache.compare({ ...live, ...change }, needs).map(({ field }) => field);
  expect(fields({ SecurityGroups: [vpc.defaultGroup] })).toEqual(['SecurityGroups']);
  expect(fields({ TransitEncryptionEnabled: false })).toEqual(['TransitEncryptionEnabled']);
  expect(fields({ AtRestEncryptionEnabled: false })).toEqual(['AtRestEncryptionEnabled']);
  expect(fields({})).toEqual([]);
});

test('its host and port are known once it is ready', async () => {
  const { host, port } = await make(part.cache, { subnets: await subnetGroup(), group });
  expect(host).toBe('127.0.0.1');
  expect(port).toBeGreaterThan(0);
});

test('a subnet group of our name without our tags is refused', async () => {
  const other = await openWorkshop();
  const vpc = await other.make(other.part.network.vpc);
  const subnet = await other.make(other.part.network.subnetA, { vpc });
  await other.cloud.elasticache.send(
    new CreateCacheSubnetGroupCommand({
      CacheSubnetGroupName: name,
      CacheSubnetGroupDescription: 'of somebody else',
      SubnetIds: [subnet.id],
    }),
  );
  const refused = /does not carry this project's tags/;
  await expect(other.part.cacheSubnets.ensure({ subnets: [subnet] }, ctx)).rejects.toThrow(refused);
  await expect(other.part.cacheSubnets.remove(ctx)).rejects.toThrow(refused);
});
