// The cache and the list of its subnets, beat by beat. Where ElastiCache can never change a setting, we say what to do
// and send nothing. Notice: the old cache costs money on AWS until somebody deletes it, so no test may make a second
// one.

import { CreateCacheSubnetGroupCommand } from '@aws-sdk/client-elasticache';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { makeNetwork } from '../../testing/prerequisites.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { cacheBreaks, subnetGroupBreaks } from './breaks.ts';
import type { CacheEngine } from './cache-engine.ts';
import { replicationGroup } from './replication-group.ts';
import { cacheSubnetGroup } from './subnet-group.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx, writesDuring } = testCloud;
const { vpc, subnets, group } = await makeNetwork(testCloud);

const cacheWith = (engine: CacheEngine) =>
  replicationGroup(cloud, {
    id: name,
    description: 'A cache to try',
    about: PURPOSE,
    engine,
    nodeType: 'cache.t4g.micro',
  });
const cache = cacheWith('valkey');
const cacheSubnets = cacheSubnetGroup(cloud, { name, about: PURPOSE });
const subnetGroup = () => make(cacheSubnets, { subnets });

fourBeats('The cache subnet group', testCloud, () => ({ step: cacheSubnets, needs: { subnets } }), subnetGroupBreaks);
fourBeats(
  'The cache',
  testCloud,
  async () => ({ step: cache, needs: { subnets: await subnetGroup(), group } }),
  cacheBreaks,
);

test('a setting that a cache can never change gives an error with what to do, and no call is sent', async () => {
  const subnets = await subnetGroup();
  await make(cache, { subnets, group });
  const elsewhere = { subnets: { ...subnets, name: 'another' }, group };
  const writes = await writesDuring(() =>
    expect(cache.ensure(elsewhere, ctx)).rejects.toMatchObject({
      message: expect.stringMatching(/CacheSubnetGroupName ada-dev-test, which cannot be changed to another/),
      next: { en: expect.stringMatching(/down and up again/) },
    }),
  );
  expect(writes).toBe(0);
});

test('the engine cannot be changed here: refused with what to do, and nothing is sent', async () => {
  const needs = { subnets: await subnetGroup(), group };
  await make(cache, needs);
  const redis = cacheWith('redis');
  expect(redis.about).toMatchObject({ perHour: 0.016, console: 'ElastiCache > Redis OSS caches' });
  const refused = async (step: typeof redis, live: string, wanted: string, who: string) => {
    const before = await step.describe(ctx);
    await expect(step.ensure(needs, ctx)).rejects.toMatchObject({
      message: `Cache ${name} has the engine ${live}, and ${who} cannot turn it into ${wanted}.`,
      next: { en: expect.stringMatching(new RegExp(`^Set CACHE_ENGINE=${live} to keep it. .* down and up again`)) },
    });
    expect(await step.describe(ctx)).toEqual(before);
  };
  await refused(redis, 'valkey', 'redis', 'ElastiCache');
  await cache.remove(ctx);
  expect((await make(redis, needs)).Engine).toBe('redis');
  await refused(cache, 'redis', 'valkey', 'the local cloud');
  await redis.remove(ctx);
});

test('a cache in another security group, or without encryption, is drift', async () => {
  const needs = { subnets: await subnetGroup(), group };
  const live = await make(cache, needs);
  const fields = (change: object) => cache.compare({ ...live, ...change }, needs).map(({ field }) => field);
  expect(fields({ SecurityGroups: [vpc.defaultGroup] })).toEqual(['SecurityGroups']);
  expect(fields({ TransitEncryptionEnabled: false })).toEqual(['TransitEncryptionEnabled']);
  expect(fields({ AtRestEncryptionEnabled: false })).toEqual(['AtRestEncryptionEnabled']);
  expect(fields({})).toEqual([]);
});

test('its host and port are known once it is ready', async () => {
  const { host, port } = await make(cache, { subnets: await subnetGroup(), group });
  expect(host).toBe('127.0.0.1');
  expect(port).toBeGreaterThan(0);
});

test('a subnet group of our name without our tags is refused', async () => {
  const other = await openTestCloud();
  const { subnets } = await makeNetwork(other);
  await other.cloud.elasticache.send(
    new CreateCacheSubnetGroupCommand({
      CacheSubnetGroupName: name,
      CacheSubnetGroupDescription: 'of somebody else',
      SubnetIds: [subnets[0].id],
    }),
  );
  const step = cacheSubnetGroup(other.cloud, { name, about: PURPOSE });
  const refused = /does not carry this project's tags/;
  await expect(step.ensure({ subnets }, ctx)).rejects.toThrow(refused);
  await expect(step.remove(ctx)).rejects.toThrow(refused);
});
