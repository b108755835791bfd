// The doctor, against an account that is well and one that is not: each finding says what to do.

import { describe, expect, test } from 'vitest';
import type { Owned } from '../../aws/clients.ts';
import { refuse } from '../../testing/hazards/refusal.ts';
import { type Hazard, is } from '../../testing/hazards/wire.ts';
import { openWorld } from '../../testing/hazards/world.ts';
import { clocks, rights, roomForFunctions, roomForInterfaces, roomForNetwork } from './account.ts';

test('an account that is well: nothing to do, and nothing was made', async () => {
  const { ground, cloud } = await openWorld(() => []);
  const local: Owned = { ...ground, tags: cloud.tags };
  const findings = await Promise.all(
    [clocks, roomForNetwork, roomForFunctions, roomForInterfaces].map((look) => look(local)),
  );
  expect([...findings, ...(await rights(local))].map(({ verdict }) => verdict)).toEqual(Array(11).fill('good'));
  expect(ground.journal.calls.filter(({ write }) => write)).toEqual([]);
});

describe('an account that is not', () => {
  test('a service that lets this identity in for nothing is named, with the policy to ask for', async () => {
    const { cloud } = await openWorld(() => [
      async (call, pass) => (is(call, 'ListQueues') ? refuse(call, 'AccessDenied', 'no', 403) : dryRun(call, pass)),
    ]);
    const found = await rights(cloud);
    expect(found.filter(({ verdict }) => verdict === 'bad')).toEqual([
      {
        check: 'Rights: SQS',
        verdict: 'bad',
        found: expect.stringMatching(/AccessDenied/),
        next: expect.stringMatching(/line-counter\.policy\.json/),
      },
    ]);
    expect(found.find(({ check }) => check === 'Rights: EC2 (make a VPC)')?.verdict).toBe('good');
  });

  test('a dry run that is refused says so', async () => {
    const { cloud } = await openWorld(() => [
      async (call, pass) => (is(call, 'CreateVpc') ? refuse(call, 'UnauthorizedOperation', 'no', 403) : pass()),
    ]);
    const found = await rights(cloud);
    expect(found.find(({ check }) => check === 'Rights: EC2 (make a VPC)')).toMatchObject({ verdict: 'bad' });
  });

  test('a clock that is ten minutes off', async () => {
    const late = new Date(Date.now() - 600_000).toUTCString();
    const { cloud } = await openWorld(() => [
      async (call, pass) => {
        const answer = await pass();
        return is(call, 'GetCallerIdentity') ? { ...answer, headers: { ...answer.headers, date: late } } : answer;
      },
    ]);
    expect(await clocks(cloud)).toMatchObject({ verdict: 'bad', found: expect.stringMatching(/^(599|60\d) s off$/) });
  });

  test('room for too few functions', async () => {
    const { cloud } = await openWorld(() => [
      async (call, pass) =>
        call.service === 'lambda'
          ? { status: 200, headers: {}, body: '{"AccountLimit":{"ConcurrentExecutions":3}}' }
          : pass(),
    ]);
    expect(await roomForFunctions(cloud)).toMatchObject({ verdict: 'bad', next: expect.stringMatching(/at least 10/) });
  });
});

/** AWS does not carry a dry run out; the local cloud would. */
const dryRun: Hazard = async (call, pass) =>
  is(call, 'CreateVpc') ? refuse(call, 'DryRunOperation', 'Request would have succeeded.', 412) : pass();
