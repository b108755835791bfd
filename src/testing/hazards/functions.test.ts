// Hazards of Lambda: a new role, a busy function, a mapping with a will of its own, logs that come back.

import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreatePolicyVersionCommand, DeleteRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import { CreateEventSourceMappingCommand, GetFunctionCommand } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { allow, policy } from '../../aws/policy.ts';
import { bothEndWell } from './both-end-well.ts';
import { boundaryStates } from './boundary-states.ts';
import { functionStates } from './function-states.ts';
import { lambdaInterfaces } from './lambda-interfaces.ts';
import { lateLogs } from './late-logs.ts';
import { mappingStates } from './mapping-states.ts';
import { roleSpreading } from './role-spreading.ts';
import type { Hazard } from './wire.ts';
import { openQuietWorld, times } from './world.ts';

describe('hazard 02 · IAM propagation', () => {
  test('the role is not found, not assumable, without rights, for a minute or two: one run', async () => {
    const world = await openQuietWorld((all) => [roleSpreading(all)]);
    const { up } = await bothEndWell(world);
    expect(up.seconds).toBeGreaterThanOrEqual(120);
    expect(up.told.join('\n')).toMatch(/IAM has not spread the new role everywhere yet/);
  });

  test('a role that stays wrong ends after five minutes with what to check', async () => {
    const world = await openQuietWorld((all) => [roleSpreading(all, { unassumable: 1e6 })]);
    const up = await world.up();
    expect(up.errors).toHaveLength(2);
    for (const error of up.errors)
      expect(error).toMatchObject({
        message: expect.stringMatching(/cannot be assumed by Lambda\. \(tried again for 5 min/),
        next: expect.stringMatching(/must trust lambda\.amazonaws\.com/),
      });
    expect((await world.down()).errors).toEqual([]);
    expect(await world.left()).toEqual([]);
  });
});

describe('hazard 02 · a permissions boundary', () => {
  test('not attachable yet, versions beside the one that counts, still in use for a moment: one run each way', async () => {
    const world = await openQuietWorld((all) => [boundaryStates(all)]);
    const up = await world.up();
    expect(up.errors).toEqual([]);
    expect(up.told.join('\n')).toMatch(/IAM does not know the new boundary everywhere yet/);
    const PolicyArn = `arn:aws:iam::${world.cloud.account}:policy/${world.is.boundary}`;
    const PolicyDocument = JSON.stringify(policy(allow('Look', ['s3:ListAllMyBuckets'], ['*'])));
    await world.ground.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
    expect((await world.up()).outcomes[`IAM policy ${world.is.boundary}`]).toBe('repaired');
    const down = await world.down();
    expect(down.errors).toEqual([]);
    expect(down.told.join('\n')).toMatch(/IAM is still taking the policy off the roles/);
    expect(await world.left()).toEqual([]);
  });

  test('roles that were made before there was a boundary are put under it, and named; nothing else changes', async () => {
    const world = await openQuietWorld((all) => [boundaryStates(all)]);
    await world.up();
    for (const RoleName of [world.is.worker, world.is.reader])
      await world.ground.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    const up = await world.up();
    expect(up.errors).toEqual([]);
    const repaired = up.results.filter(({ outcome }) => outcome === 'repaired');
    expect(Object.fromEntries(repaired.map(({ title, drift }) => [title, drift.map(({ field }) => field)]))).toEqual({
      [`IAM role ${world.is.worker}`]: ['PermissionsBoundary'],
      [`IAM role ${world.is.reader}`]: ['PermissionsBoundary'],
    });
    expect(times(up, 'PutRolePermissionsBoundary')).toBe(2);
    expect(times(up, 'PutRolePolicy')).toBe(0);
  });
});

describe('hazard 07 · a mapping outlives its function and its queue', () => {
  test('Creating, Enabling, Deleting; in use in between; the queue hides messages long enough', async () => {
    const world = await openQuietWorld((all) => [mappingStates(all)]);
    const { up, down } = await bothEndWell(world);
    expect(times(up, 'CreateEventSourceMapping')).toBe(1);
    expect(times(down, 'DeleteEventSourceMapping')).toBe(1);
  });

  test('`down` while it is still being made waits, and deletes it', async () => {
    const world = await openQuietWorld((all) => [mappingStates(all)]);
    let made = false;
    const { part, clock } = world;
    const watching = (async () => {
      while (!made) {
        await clock.pause(1);
        made = world.cloud.journal.calls.some(({ operation }) => operation === 'CreateEventSourceMapping');
      }
      return part.queueToWorker.remove({ ...clock, tell() {} });
    })();
    await Promise.all([world.up(), watching]);
    expect(await watching).toBe('removed');
    expect((await world.down()).errors).toEqual([]);
    expect(await world.left()).toEqual([]);
  });

  test('one that survived an earlier life of both is adopted, not made twice', async () => {
    const world = await openQuietWorld((all) => [mappingStates(all)]);
    await world.up();
    const { ground, is, cloud } = world;
    await world.part.queueToWorker.remove({ ...world.clock, tell() {} });
    await ground.lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: cloud.arn('sqs', is.queue),
        FunctionName: is.worker,
        Enabled: false,
        BatchSize: 1,
      }),
    );
    const up = await world.up();
    expect(up.errors).toEqual([]);
    expect(times(up, 'CreateEventSourceMapping')).toBe(0);
    expect(up.outcomes[`Mapping ${is.queue} -> ${is.worker}`]).toBe('repaired');
    expect((await world.down()).errors).toEqual([]);
    expect(await world.left()).toEqual([]);
  });
});

describe('hazard 11 · a busy function refuses everything else', () => {
  test('Pending, InProgress and Deleting: changes wait for one another, `up` right after `down` as well', async () => {
    const world = await openQuietWorld((all) => [functionStates(all)]);
    const { up } = await bothEndWell(world);
    expect(up.seconds).toBeGreaterThanOrEqual(40 + 15);
    const again = await world.up();
    expect(again.errors).toEqual([]);
    expect((await world.down()).errors).toEqual([]);
  });

  test('`down` meets a function that is still Pending, and waits', async () => {
    const world = await openQuietWorld((all) => [functionStates(all, { pending: 200 })]);
    const made = world.up();
    while (!world.cloud.journal.calls.some(({ operation }) => operation === 'CreateFunction'))
      await world.clock.pause(1);
    const removed = world.part.reader.function.remove({ ...world.clock, tell() {} });
    await made;
    expect(await removed).toBe('removed');
    expect((await world.down()).errors).toEqual([]);
    expect(await world.left()).toEqual([]);
  });
});

describe('hazard 11 · a function that Lambda gives up', () => {
  test('one that cannot be made: a sentence with Lambda’s reason, and `down` takes it away', async () => {
    const failure = 'The account has reached its limit of network interfaces.';
    const world = await openQuietWorld((all) => [functionStates(all, { failure })]);
    const up = await world.up();
    expect(up.errors.map(({ message }) => message)).toContain(`Lambda could not make ${world.is.worker}: ${failure}`);
    expect((await world.down()).errors).toEqual([]);
    expect(await world.left()).toEqual([]);
  });

  test('a change that fails: a sentence with the reason, and the next `up` makes the change again', async () => {
    const changeFailure = 'A subnet has no free addresses.';
    const world = await openQuietWorld((all) => [functionStates(all, { changeFailure })]);
    const up = await world.up();
    expect(up.errors.map(({ message }) => message)).toContain(
      `Lambda could not change ${world.is.worker}: ${changeFailure}`,
    );
    const again = await world.up();
    expect(again.errors).toEqual([]);
    expect(again.outcomes[`Lambda function ${world.is.worker}`]).toBe('repaired');
    expect((await world.down()).errors).toEqual([]);
  });
});

describe('hazard 15 · a role deleted or replaced too early', () => {
  test('roles go last (with the logs and their boundary), after every interface and the VPC, and are never made anew', async () => {
    const order: string[] = [];
    const watch: Hazard = async (call, pass) => {
      const answer = await pass();
      if (/^(Delete|Create)/.test(call.operation) && answer.status < 300) order.push(call.operation);
      return answer;
    };
    const world = await openQuietWorld((all) => [watch, lambdaInterfaces(all).hazard]);
    await world.up();
    await world.up();
    expect(order.filter((operation) => operation === 'CreateRole')).toHaveLength(2);
    expect((await world.down()).errors).toEqual([]);
    const firstRole = order.findIndex((operation) => /^DeleteRole/.test(operation));
    expect(order.slice(firstRole).filter((operation) => !/^Delete(Role|LogGroup|Policy)/.test(operation))).toEqual([]);
    expect(order.indexOf('DeleteVpc')).toBeLessThan(firstRole);
    expect(order.lastIndexOf('DeleteNetworkInterface')).toBeLessThan(order.indexOf('DeleteVpc'));
  });
});

describe('hazard 17 · reserved concurrency in small accounts', () => {
  test('does not apply: none is reserved; the mapping caps how many run at once', async () => {
    const world = await openQuietWorld(() => []);
    const up = await world.up();
    expect(times(up, 'PutFunctionConcurrency')).toBe(0);
    const { Concurrency } = await world.ground.lambda.send(new GetFunctionCommand({ FunctionName: world.is.worker }));
    expect(Concurrency?.ReservedConcurrentExecutions).toBeUndefined();
    const mapping = await world.part.queueToWorker.describe({ ...world.clock, tell() {} });
    expect(mapping?.settings.ScalingConfig?.MaximumConcurrency).toBe(5);
    expect((await world.down()).errors).toEqual([]);
  });
});

describe('hazard 18 · a log group comes back after it was deleted', () => {
  test('our roles may not make one, so the last lines are lost and nothing is left', async () => {
    const world = await openQuietWorld((all) => [lateLogs(all)]);
    await bothEndWell(world);
    await world.clock.pause(300);
    expect(await world.left()).toEqual([]);
  });

  test('a role that may make one: the group goes only after the network, later than the last lines', async () => {
    const world = await openQuietWorld((all) => [lambdaInterfaces(all).hazard, lateLogs(all, { mayCreate: true })]);
    await bothEndWell(world);
    await world.clock.pause(300);
    expect(await world.left()).toEqual([]);
  });

  test('one that came back all the same is found by the second look, and goes with the next `down`', async () => {
    const world = await openQuietWorld(() => []);
    await bothEndWell(world);
    const logGroupName = `/aws/lambda/${world.is.worker}`;
    await world.ground.logs.send(new CreateLogGroupCommand({ logGroupName }));
    expect(await world.left()).toMatchObject([{ service: 'Log group', name: logGroupName }]);
    expect((await world.down()).errors).toEqual([]);
    expect(await world.left()).toEqual([]);
  });
});
