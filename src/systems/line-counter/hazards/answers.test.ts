// Faults of any call. There must never be a second thing, a silent wait, or a third try where a retry is useless.

import { DescribeSubnetsCommand, DescribeVpcEndpointsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { StoryFailed } from '../../../engine/problems.ts';
import { explain } from '../../../screen/explain.ts';
import {
  answeredWith,
  broken,
  creates,
  denied,
  expiring,
  once,
  only,
  refusedOnce,
  reset,
  throttled,
  unanswered,
  writes,
} from '../../../testing/hazards/answers.ts';
import { bothEndWell } from '../../../testing/hazards/both-end-well.ts';
import { times } from '../../../testing/hazards/open.ts';
import type { Hazard } from '../../../testing/hazards/wire.ts';
import { type HazardousCounter, quietCounterWith } from '../testing/hazards.ts';

describe('hazard 04 · waiters that swallow errors', () => {
  test.each([
    'CreateVpc',
    'DescribeVpcEndpoints',
    'CreateFunction',
    'CreateEventSourceMapping',
    'PutRolePolicy',
    'PutBucketPolicy',
  ])('%s is denied: one sentence with what to do, no call twice, no waiting', async (operation) => {
    const system = await quietCounterWith(() => [denied(only(operation))]);
    const up = await system.up();
    const failed = Object.values(up.outcomes).filter((outcome) => outcome === 'failed').length;
    expect(failed).toBeGreaterThanOrEqual(1);
    expect(times(up, operation)).toBeGreaterThanOrEqual(1);
    expect(times(up, operation)).toBeLessThanOrEqual(failed);
    expect(up.seconds).toBeLessThan(60);
    for (const error of up.errors) {
      expect(error.message).toMatch(/explicit deny/);
      expect(explain(error)).toMatch(/may not do this/);
    }
    if (operation.startsWith('Describe')) return;
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  test.each([
    ['in the middle', 90, 'unchanged'],
    ['at the first look at the bucket', 'GetBucketTagging', 'created'],
  ])(
    'the token expires %s: everything ends at once, in one sentence, and a re-run continues',
    async (_, when, then) => {
      const token = expiring(when);
      const system = await quietCounterWith(() => [token.hazard]);
      const up = await system.up();
      expect(up.errors.length).toBeGreaterThan(0);
      for (const error of up.errors) expect(error.message).toMatch(/token included in the request is expired/);
      const told = explain(new StoryFailed(up.errors)).split('\n  ').slice(1);
      expect(new Set(told.map((text) => text.split('\n')[0])).size).toBe(1);
      expect(told[0]).toMatch(/Fetch new ones .* it continues/);
      token.renew();
      const again = await system.up();
      expect(again.errors).toEqual([]);
      expect(Object.values(again.outcomes)).toContain(then);
      expect((await system.down()).errors).toEqual([]);
      expect(await system.left()).toEqual([]);
    },
  );
});

describe('hazard 08 · an error has two names', () => {
  const exists = {
    CreateSecurityGroup: ['InvalidGroup.Duplicate', 'The security group already exists for VPC'],
    CreateSubnet: ['InvalidSubnet.Conflict', 'The CIDR conflicts with another subnet'],
    CreateCacheSubnetGroup: ['CacheSubnetGroupAlreadyExists', 'Cache subnet group already exists.'],
    CreateReplicationGroup: ['ReplicationGroupAlreadyExists', 'Replication group already exists.'],
    CreatePolicy: ['EntityAlreadyExists', 'A policy of this name already exists.'],
    CreateRole: ['EntityAlreadyExists', 'Role with this name already exists.'],
    CreateBucket: ['BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded.'],
    CreateLogGroup: ['ResourceAlreadyExistsException', 'The specified log group already exists'],
    CreateFunction: ['ResourceConflictException', 'Function already exist: it'],
    CreateQueue: [
      'QueueNameExists',
      'A queue already exists with the same name and a different value for attribute Policy',
    ],
    CreateTopic: [
      'InvalidParameter',
      'Invalid parameter: Attributes Reason: Topic already exists with different attributes',
    ],
    CreateEventSourceMapping: [
      'ResourceConflictException',
      'An event source mapping with SQS arn and function already exists. Please update or delete the existing mapping with UUID 1',
    ],
    AuthorizeSecurityGroupEgress: ['InvalidPermission.Duplicate', 'the specified rule already exists'],
    AuthorizeSecurityGroupIngress: ['InvalidPermission.Duplicate', 'the specified rule already exists'],
  } as const;
  const missing = {
    DeleteVpc: ['InvalidVpcID.NotFound', 'The vpc ID does not exist'],
    DeleteSubnet: ['InvalidSubnetID.NotFound', 'The subnet ID does not exist'],
    DeleteSecurityGroup: ['InvalidGroup.NotFound', 'The security group does not exist'],
    RevokeSecurityGroupEgress: ['InvalidSecurityGroupRuleId.NotFound', 'The security group rule does not exist'],
    RevokeSecurityGroupIngress: ['InvalidPermission.NotFound', 'The specified rule does not exist'],
    DeleteCacheSubnetGroup: ['CacheSubnetGroupNotFoundFault', 'Cache subnet group not found.'],
    DeleteReplicationGroup: ['ReplicationGroupNotFoundFault', 'Replication group not found.'],
    DeletePolicy: ['NoSuchEntity', 'The policy does not exist.'],
    DeleteRole: ['NoSuchEntity', 'The role cannot be found.'],
    DeleteRolePolicy: ['NoSuchEntity', 'The role policy cannot be found.'],
    DeleteBucket: ['NoSuchBucket', 'The specified bucket does not exist'],
    DeleteLogGroup: ['ResourceNotFoundException', 'The specified log group does not exist.'],
    DeleteFunction: ['ResourceNotFoundException', 'Function not found'],
    DeleteEventSourceMapping: ['ResourceNotFoundException', 'The resource you requested does not exist.'],
    DeleteTopic: ['NotFound', 'Topic does not exist'],
    DeleteQueue: ['QueueDoesNotExist', 'The specified queue does not exist.'],
  } as const;

  test('every create "exists already" and every delete finds nothing, by the wire’s codes: both stories end well', async () => {
    const system = await quietCounterWith(() => [answeredWith({ ...exists, ...missing })]);
    await bothEndWell(system);
  });
});

describe('errors that pass by themselves, each once', () => {
  const lambdaToEc2 = 'Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound.';
  const passing = {
    CreateFunction: ['InvalidParameterValueException', lambdaToEc2],
    CreateEventSourceMapping: [
      'InvalidParameterValueException',
      'Queue visibility timeout: 30 seconds is less than Function timeout: 300 seconds',
    ],
    UpdateFunctionConfiguration: ['ResourceConflictException', 'An update is in progress for resource: it'],
    CreateCacheSubnetGroup: ['InvalidSubnet', 'The subnet ID is invalid.'],
    CreateReplicationGroup: ['ServiceLinkedRoleNotFoundFault', 'The service linked role was not found.'],
    PutRetentionPolicy: ['OperationAbortedException', 'A conflicting operation is currently in progress.'],
    DeleteLogGroup: ['OperationAbortedException', 'A conflicting operation is currently in progress.'],
    CreateQueue: ['InvalidParameterValue', 'The dead-letter queue of the redrive policy does not exist.'],
    CreateTopic: ['ConcurrentAccess', 'Cannot perform multiple operations on a tag simultaneously.'],
    DeleteRole: ['ConcurrentModification', 'Multiple requests to change this role were submitted at once.'],
    DeleteReplicationGroup: ['InvalidReplicationGroupState', 'It is not in a valid state to be deleted.'],
    DeleteVpc: ['DependencyViolation', 'The vpc has dependencies and cannot be deleted.'],
  } as const;

  test('both stories end well', async () => {
    const system = await quietCounterWith(() => [refusedOnce(passing)]);
    const { up, down } = await bothEndWell(system);
    const calls = [...up.calls, ...down.calls];
    expect(Object.keys(passing).filter((operation) => !calls.includes(operation))).toEqual([]); // each was met
  });
});

describe('calls that are not answered as they should be', () => {
  const both: Record<string, () => readonly Hazard[]> = {
    'every service throttles a write once, by a name of its own, and EC2 throttles CreateVpc': () => [
      throttled(once(writes, 'service')),
      throttled(once(only('CreateVpc'))),
    ],
    'every kind of create is answered with 500 once, though carried out': () => [
      broken(once(creates), 500, { committed: true }),
    ],
    'every kind of create is answered with 503 once, not carried out': () => [broken(once(creates), 503)],
    'every kind of write loses its connection once, after it was carried out': () => [
      reset(once(writes), { committed: true }),
    ],
    'every kind of write loses its connection once, before it was carried out': () => [reset(once(writes))],
    'every kind of write is carried out and never answered, once': () => [unanswered(once(writes))],
  };
  test.each(Object.entries(both))('%s: nothing is made twice, and nothing is left', async (_, hazards) => {
    const system = await quietCounterWith(hazards, { WEB: 'on' });
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(await counted(system)).toEqual({ vpcs: 1, subnets: 2, endpoints: 2, mappings: 1 });
    expect((await system.up()).calls.filter((operation) => operation.startsWith('Create'))).toEqual([]);
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });
});

/** Things that could exist twice. All others are found and made by their names. */
async function counted({ ground, cloud, settings, names }: HazardousCounter) {
  const cidr = [{ Name: 'cidr', Values: [settings.VPC_CIDR] }];
  const mine = [{ Name: 'tag:project', Values: [settings.PROJECT] }];
  const [vpcs, subnets, endpoints, mappings] = await Promise.all([
    ground.ec2.send(new DescribeVpcsCommand({ Filters: cidr })),
    ground.ec2.send(new DescribeSubnetsCommand({ Filters: mine })),
    ground.ec2.send(new DescribeVpcEndpointsCommand({})),
    ground.lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn: cloud.arn('sqs', names.queue) })),
  ]);
  return {
    vpcs: vpcs.Vpcs?.length,
    subnets: subnets.Subnets?.length,
    endpoints: endpoints.VpcEndpoints?.filter(({ State }) => String(State).toLowerCase() !== 'deleted').length,
    mappings: mappings.EventSourceMappings?.length,
  };
}
