// Hazards of the network: things that block a deletion, appear late, or are made twice.

import { CreateVpcCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { tagsOf } from '../../../aws/tags.ts';
import { once, only, reset, unanswered } from '../../../testing/hazards/answers.ts';
import { bothEndWell } from '../../../testing/hazards/both-end-well.ts';
import type { HazardContext } from '../../../testing/hazards/context.ts';
import { endpointStates } from '../../../testing/hazards/endpoint-states.ts';
import { eventualReads, type Lag } from '../../../testing/hazards/eventual-reads.ts';
import { groupReferences } from '../../../testing/hazards/group-references.ts';
import { lambdaInterfaces } from '../../../testing/hazards/lambda-interfaces.ts';
import { times } from '../../../testing/hazards/open.ts';
import type { Hazard } from '../../../testing/hazards/wire.ts';
import { type HazardousCounter, quietCounterWith } from '../testing/hazards.ts';

const vpcs = async ({ ground, settings }: HazardousCounter) => {
  const Filters = [{ Name: 'cidr', Values: [settings.VPC_CIDR] }];
  return (await ground.ec2.send(new DescribeVpcsCommand({ Filters }))).Vpcs ?? [];
};

describe('hazard 01 · Lambda network interfaces outlive the function', () => {
  test('groups and subnets wait for them, delete each as soon as it is available, and nothing is left', async () => {
    let eni: ReturnType<typeof lambdaInterfaces> | undefined;
    const system = await quietCounterWith((all) => {
      eni = lambdaInterfaces(all);
      return [eni.hazard, groupReferences(all)];
    });
    const { down } = await bothEndWell(system);
    expect(eni?.interfaces.deleted).toHaveLength(2); // one for each subnet, shared by both functions
    expect(down.seconds).toBeGreaterThanOrEqual(240);
    for (const { id, idle } of eni?.interfaces.deleted ?? []) expect(idle, id).toBeLessThanOrEqual(5);
    expect(down.told.join('\n')).toMatch(/still held by AWS Lambda VPC ENI-\S+ \(in-use\).* of at most 45 min/);
  });

  test('one that is never given back is named when 45 minutes are over, and a re-run continues there', async () => {
    let eni: ReturnType<typeof lambdaInterfaces> | undefined;
    const system = await quietCounterWith((all) => {
      eni = lambdaInterfaces(all, { lingers: 46 * 60 });
      return [eni.hazard];
    });
    await system.up();
    const down = await system.down();
    expect(down.errors.map(String).join('\n')).toMatch(
      /is still held after 45 min by AWS Lambda VPC ENI-\S+ \(in-use\)/,
    );
    expect(down.seconds).toBeLessThan(46 * 60);
    expect(down.outcomes[`IAM role ${system.names.worker}`]).toBe('not-started'); // Lambda needs it to delete its interfaces
    const again = await system.down();
    expect(again.errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });
});

describe('hazard 05 · EC2 creates are not idempotent, and tag reads lag', () => {
  const lags: Record<string, Lag> = {
    'the tag filter misses what was just made': { unlisted: 8 },
    'calls that name it are refused longer than the filter misses it': { unknown: 12, unlisted: 2 },
    'the filter finds it, misses it, and finds it again': { unlisted: 2, flickers: [4, 7] },
  };
  for (const [name, lag] of Object.entries(lags))
    test(`${name}: one VPC, and all is made`, async () => {
      const system = await quietCounterWith((all) => [eventualReads(all, lag)]);
      const up = await system.up();
      expect(up.errors).toEqual([]);
      expect(await vpcs(system)).toHaveLength(1);
      await system.clock.pause(10);
      expect((await system.down()).errors).toEqual([]);
      expect(await system.left()).toEqual([]);
    });

  test('`down` while the filter misses everything: the second look names what is left, and the next `down` takes it', async () => {
    const system = await quietCounterWith((all) => [eventualReads(all, { unlisted: 2, flickers: [60, 70] })]);
    expect((await system.up()).errors).toEqual([]);
    await system.clock.pause(60);
    const down = await system.down();
    expect(down.errors).toEqual([]);
    expect(down.outcomes['VPC ada-dev-line-counter']).toBe('absent');
    await system.clock.pause(10);
    expect((await system.left()).map(({ service }) => service)).toContain('VPC');
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  const died = (system: HazardousCounter) =>
    system.cloud.ec2.send(
      new CreateVpcCommand({
        CidrBlock: system.settings.VPC_CIDR,
        ...tagsOf('vpc', system.cloud.tags, system.names.stack),
      }),
    );

  test('`up` right after one that died behind CreateVpc looks twice, and makes no second VPC', async () => {
    const system = await quietCounterWith((all) => [eventualReads(all, { unlisted: 4 })]);
    await died(system);
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(times(up, 'CreateVpc')).toBe(0);
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  test('a filter that lags longer than that: the next `up` names the empty twin and takes it away', async () => {
    const system = await quietCounterWith((all) => [eventualReads(all, { unlisted: 20 })]);
    await died(system);
    expect((await system.up()).errors).toEqual([]);
    await system.clock.pause(30);
    const again = await system.up();
    expect(again.errors).toEqual([]);
    expect(again.outcomes['VPC ada-dev-line-counter']).toBe('repaired');
    expect(await vpcs(system)).toHaveLength(1);
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  const blows: Record<string, Hazard> = {
    'carried out and never answered': unanswered(once(only('CreateVpc'))),
    'carried out, and the connection broke': reset(once(only('CreateVpc')), { committed: true }),
  };
  for (const [name, blow] of Object.entries(blows))
    test(`CreateVpc ${name}, and the filter misses it for 15 s: the call is not made twice, there is one VPC`, async () => {
      const system = await quietCounterWith((all) => [blow, eventualReads(all, { unlisted: 15 })]);
      const up = await system.up();
      expect(up.errors).toEqual([]);
      expect(times(up, 'CreateVpc')).toBe(1);
      expect(await vpcs(system)).toHaveLength(1);
      expect((await system.down()).errors).toEqual([]);
      expect(await system.left()).toEqual([]);
    });
});

describe('hazard 06 · teardown order and security groups that name each other', () => {
  test('rules go before groups, everything before the VPC: not one DependencyViolation', async () => {
    const refused: string[] = [];
    const count: Hazard = async (call, pass) => {
      const answer = await pass();
      if (answer.body.includes('DependencyViolation')) refused.push(call.operation);
      return answer;
    };
    const system = await quietCounterWith((all) => [count, groupReferences(all)]);
    await bothEndWell(system);
    expect(refused).toEqual([]);
  });
});

describe('hazard 13 · interface endpoints', () => {
  const doors = (all: HazardContext, options = {}) => {
    const { hazard } = endpointStates(all, options);
    return [hazard, groupReferences(all)];
  };

  test('pending and deleting for minutes, interfaces that hold the network, a 200 that did nothing', async () => {
    const system = await quietCounterWith((all) => doors(all));
    const { up, down } = await bothEndWell(system);
    expect(up.seconds).toBeGreaterThanOrEqual(120);
    expect(times(down, 'DeleteVpcEndpoints')).toBe(3); // S3's, SNS's, and SNS's once more
  });

  test('`up` right after `down`: the DNS name is still taken, so it waits, and does not fail', async () => {
    const system = await quietCounterWith((all) => doors(all, { nameTaken: 100, unsuccessful: 0 }));
    await bothEndWell(system);
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(up.told.join('\n')).toMatch(/DNS name or route belongs to an earlier endpoint, still being freed/);
    await system.down();
  });

  test('`up` after one that died behind CreateVpcEndpoint, and a filter that misses them: they are found, not made twice', async () => {
    const system = await quietCounterWith((all) => [eventualReads(all, { unlisted: 25 })]);
    const { part, clock } = system;
    const ctx = { ...clock, tell() {} };
    const { live: vpc } = await part.network.vpc.ensure({}, ctx);
    void part.network.s3Endpoint.ensure({ vpc }, ctx);
    while (!system.cloud.journal.calls.some(({ operation }) => operation === 'CreateVpcEndpoint')) await clock.pause(1);
    await clock.pause(1);
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(up.outcomes['VPC endpoint ada-dev-line-counter-s3']).toBe('created');
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  test('a 200 that says "you may not" ends in a sentence, at once', async () => {
    const system = await quietCounterWith((all) => doors(all, { unsuccessful: 100, code: 'UnauthorizedOperation' }));
    await system.up();
    const down = await system.down();
    expect(down.errors.map(String).join('\n')).toMatch(/was not deleted: UnauthorizedOperation/);
    expect(times(down, 'DeleteVpcEndpoints')).toBe(2);
  });
});
