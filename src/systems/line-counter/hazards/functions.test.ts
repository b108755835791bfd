// Hazards of Lambda: a new role, a busy function, the states of a mapping, logs that come back.

import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreatePolicyVersionCommand, DeleteRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import { CreateEventSourceMappingCommand, GetFunctionCommand } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { allow, policy } from '../../../aws/policy.ts';
import { bothEndWell } from '../../../testing/hazards/both-end-well.ts';
import { boundaryStates } from '../../../testing/hazards/boundary-states.ts';
import { functionStates } from '../../../testing/hazards/function-states.ts';
import { lambdaInterfaces } from '../../../testing/hazards/lambda-interfaces.ts';
import { lateLogs } from '../../../testing/hazards/late-logs.ts';
import { mappingStates } from '../../../testing/hazards/mapping-states.ts';
import { times } from '../../../testing/hazards/open.ts';
import { roleSpreading } from '../../../testing/hazards/role-spreading.ts';
import type { Hazard } from '../../../testing/hazards/wire.ts';
import { quietCounterWith } from '../testing/hazards.ts';

describe('hazard 02 · IAM propagation', () => {
  test('the role is not found, not assumable, without rights, for a minute or two: one run', async () => {
    const system = await quietCounterWith((all) => [roleSpreading(all)]);
    const { up } = await bothEndWell(system);
    expect(up.seconds).toBeGreaterThanOrEqual(120);
    expect(up.told.join('\n')).toMatch(/IAM has not spread the new role everywhere yet/);
  });

  test('a role that stays wrong ends after five minutes with what to check', async () => {
    const system = await quietCounterWith((all) => [roleSpreading(all, { unassumable: 1e6 })]);
    const up = await system.up();
    expect(up.errors).toHaveLength(2);
    for (const error of up.errors)
      expect(error).toMatchObject({
        message: expect.stringMatching(/cannot be assumed by Lambda\. \(tried again for 5 min/),
        next: { en: expect.stringMatching(/must trust lambda\.amazonaws\.com/) },
      });
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });
});

describe('hazard 02 · a permissions boundary', () => {
  test('not attachable yet, versions beside the one that counts, still in use for a moment: one run each way', async () => {
    const system = await quietCounterWith((all) => [boundaryStates(all)]);
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(up.told.join('\n')).toMatch(/IAM does not know the new boundary everywhere yet/);
    const PolicyArn = `arn:aws:iam::${system.cloud.account}:policy/${system.names.boundary}`;
    const PolicyDocument = JSON.stringify(policy(allow('Look', ['s3:ListAllMyBuckets'], ['*'])));
    await system.ground.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
    expect((await system.up()).outcomes[`IAM policy ${system.names.boundary}`]).toBe('repaired');
    const down = await system.down();
    expect(down.errors).toEqual([]);
    expect(down.told.join('\n')).toMatch(/IAM is still taking the policy off the roles/);
    expect(await system.left()).toEqual([]);
  });

  test('roles that were made before there was a boundary are put under it, and named; nothing else changes', async () => {
    const system = await quietCounterWith((all) => [boundaryStates(all)]);
    await system.up();
    for (const RoleName of [system.names.worker, system.names.reader])
      await system.ground.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    const up = await system.up();
    expect(up.errors).toEqual([]);
    const repaired = up.results.filter(({ outcome }) => outcome === 'repaired');
    expect(Object.fromEntries(repaired.map(({ title, drift }) => [title, drift.map(({ field }) => field)]))).toEqual({
      [`IAM role ${system.names.worker}`]: ['PermissionsBoundary'],
      [`IAM role ${system.names.reader}`]: ['PermissionsBoundary'],
    });
    expect(times(up, 'PutRolePermissionsBoundary')).toBe(2);
    expect(times(up, 'PutRolePolicy')).toBe(0);
  });
});

describe('hazard 07 · a mapping outlives its function and its queue', () => {
  test('Creating, Enabling, Deleting; in use in between; the queue hides messages long enough', async () => {
    const system = await quietCounterWith((all) => [mappingStates(all)]);
    const { up, down } = await bothEndWell(system);
    expect(times(up, 'CreateEventSourceMapping')).toBe(1);
    expect(times(down, 'DeleteEventSourceMapping')).toBe(1);
  });

  test('`down` while it is still being made waits, and deletes it', async () => {
    const system = await quietCounterWith((all) => [mappingStates(all)]);
    let made = false;
    const { part, clock } = system;
    const watching = (async () => {
      while (!made) {
        await clock.pause(1);
        made = system.cloud.journal.calls.some(({ operation }) => operation === 'CreateEventSourceMapping');
      }
      return part.queueToWorker.remove({ ...clock, tell() {} });
    })();
    await Promise.all([system.up(), watching]);
    expect(await watching).toBe('removed');
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  test('a mapping that is left of an earlier queue and function is adopted, not made twice', async () => {
    const system = await quietCounterWith((all) => [mappingStates(all)]);
    await system.up();
    const { ground, names, cloud } = system;
    await system.part.queueToWorker.remove({ ...system.clock, tell() {} });
    await ground.lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: cloud.arn('sqs', names.queue),
        FunctionName: names.worker,
        Enabled: false,
        BatchSize: 1,
      }),
    );
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(times(up, 'CreateEventSourceMapping')).toBe(0);
    expect(up.outcomes[`Mapping ${names.queue} -> ${names.worker}`]).toBe('repaired');
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });
});

describe('hazard 11 · a busy function refuses everything else', () => {
  test('Pending, InProgress and Deleting: changes wait for one another, `up` right after `down` as well', async () => {
    const system = await quietCounterWith((all) => [functionStates(all)]);
    const { up } = await bothEndWell(system);
    expect(up.seconds).toBeGreaterThanOrEqual(40 + 15);
    const again = await system.up();
    expect(again.errors).toEqual([]);
    expect((await system.down()).errors).toEqual([]);
  });

  test('`down` meets a function that is still Pending, and waits', async () => {
    const system = await quietCounterWith((all) => [functionStates(all, { pending: 200 })]);
    const made = system.up();
    while (!system.cloud.journal.calls.some(({ operation }) => operation === 'CreateFunction'))
      await system.clock.pause(1);
    const removed = system.part.reader.function.remove({ ...system.clock, tell() {} });
    await made;
    expect(await removed).toBe('removed');
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });
});

describe('hazard 11 · a function that Lambda gives up', () => {
  test('one that cannot be made: a sentence with Lambda’s reason, and `down` takes it away', async () => {
    const failure = 'The account has reached its limit of network interfaces.';
    const system = await quietCounterWith((all) => [functionStates(all, { failure })]);
    const up = await system.up();
    expect(up.errors.map(({ message }) => message)).toContain(
      `Lambda could not make ${system.names.worker}: ${failure}`,
    );
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  test('a change that fails: a sentence with the reason, and the next `up` makes the change again', async () => {
    const changeFailure = 'A subnet has no free addresses.';
    const system = await quietCounterWith((all) => [functionStates(all, { changeFailure })]);
    const up = await system.up();
    expect(up.errors.map(({ message }) => message)).toContain(
      `Lambda could not change ${system.names.worker}: ${changeFailure}`,
    );
    const again = await system.up();
    expect(again.errors).toEqual([]);
    expect(again.outcomes[`Lambda function ${system.names.worker}`]).toBe('repaired');
    expect((await system.down()).errors).toEqual([]);
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
    const system = await quietCounterWith((all) => [watch, lambdaInterfaces(all).hazard], { WEB: 'on' });
    await system.up();
    await system.up();
    expect(order.filter((operation) => operation === 'CreateRole')).toHaveLength(3);
    expect((await system.down()).errors).toEqual([]);
    const firstRole = order.findIndex((operation) => /^DeleteRole/.test(operation));
    expect(order.slice(firstRole).filter((operation) => !/^Delete(Role|LogGroup|Policy)/.test(operation))).toEqual([]);
    expect(order.indexOf('DeleteVpc')).toBeLessThan(firstRole);
    expect(order.lastIndexOf('DeleteNetworkInterface')).toBeLessThan(order.indexOf('DeleteVpc'));
  });
});

describe('hazard 17 · reserved concurrency in small accounts', () => {
  test('does not apply: none is reserved; the mapping caps how many run at once', async () => {
    const system = await quietCounterWith(() => [], { WEB: 'on' });
    const up = await system.up();
    expect(times(up, 'PutFunctionConcurrency')).toBe(0);
    const { Concurrency } = await system.ground.lambda.send(
      new GetFunctionCommand({ FunctionName: system.names.worker }),
    );
    expect(Concurrency?.ReservedConcurrentExecutions).toBeUndefined();
    const mapping = await system.part.queueToWorker.describe({ ...system.clock, tell() {} });
    expect(mapping?.settings.ScalingConfig?.MaximumConcurrency).toBe(5);
    expect((await system.down()).errors).toEqual([]);
  });
});

describe('hazard 18 · a log group comes back after it was deleted', () => {
  test('our roles may not make one, so the last lines are lost and nothing is left', async () => {
    const system = await quietCounterWith((all) => [lateLogs(all)]);
    await bothEndWell(system);
    await system.clock.pause(300);
    expect(await system.left()).toEqual([]);
  });

  test('a role that may make one: the group goes only after the network, later than the last lines', async () => {
    const system = await quietCounterWith((all) => [lambdaInterfaces(all).hazard, lateLogs(all, { mayCreate: true })]);
    await bothEndWell(system);
    await system.clock.pause(300);
    expect(await system.left()).toEqual([]);
  });

  test('one that came back all the same is found by the second look, and goes with the next `down`', async () => {
    const system = await quietCounterWith(() => []);
    await bothEndWell(system);
    const logGroupName = `/aws/lambda/${system.names.worker}`;
    await system.ground.logs.send(new CreateLogGroupCommand({ logGroupName }));
    expect(await system.left()).toMatchObject([{ service: 'Log group', name: logGroupName }]);
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });
});
