// The doctor, with a good account and a bad one: each finding says what to do.

import { describe, expect, test } from 'vitest';
import type { Owned } from '../../aws/clients.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import { DEFAULT_SYSTEM } from '../../screen/next-command.ts';
import { SYSTEMS } from '../../systems.ts';
import { dryRuns } from '../../testing/hazards/dry-runs.ts';
import { openWithHazards } from '../../testing/hazards/open.ts';
import { refuse } from '../../testing/hazards/refusal.ts';
import { is } from '../../testing/hazards/wire.ts';
import { clocks, rights, room, roomForFunctions } from './account.ts';
import { findingLine } from './finding.ts';

const system = await SYSTEMS[DEFAULT_SYSTEM]();

test('a good account: nothing to do, and nothing was created', async () => {
  const { ground, cloud, story } = await openWithHazards(system, () => []);
  const local: Owned = { ...ground, tags: cloud.tags };
  const findings = [
    await clocks(local),
    ...(await room(local, story.parts)),
    ...(await rights(local, story.parts)),
  ].map(findingLine);
  expect(findings.filter(({ verdict }) => verdict !== 'good')).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual([
    ...['Clock', 'Room for a VPC', 'Room for interfaces', 'Room for functions'],
    ...['EC2', 'ElastiCache', 'S3', 'SQS', 'SNS', 'Lambda', 'API Gateway', 'CloudWatch Logs', 'SSM Parameter Store']
      .concat('EventBridge Scheduler', 'IAM', 'CloudWatch')
      .map((service) => `Rights: ${service}`),
  ]);
  expect(ground.journal.calls.filter(({ write }) => write)).toEqual([]);
});

test('only what the parts use is checked: a queue needs no quota, and only rights for SQS', async () => {
  const { ground, cloud, story } = await openWithHazards(system, () => []);
  const local: Owned = { ...ground, tags: cloud.tags };
  const one = stepsOf(story.parts).filter(({ title }) => title === `SQS queue ada-dev-${system.name}-jobs`);
  const found = [...(await room(local, one)), ...(await rights(local, one))].map(findingLine);
  expect(found.map(({ check }) => check)).toEqual(['Rights: SQS']);
});

describe('an account that is not', () => {
  test('a service that this identity may not use is named, with the policy to ask for', async () => {
    const { cloud, story } = await openWithHazards(system, () => [
      async (call, pass) => (is(call, 'ListQueues') ? refuse(call, 'AccessDenied', 'no', 403) : dryRuns(call, pass)),
    ]);
    const found = (await rights(cloud, story.parts)).map(findingLine);
    expect(found.filter(({ verdict }) => verdict === 'bad')).toEqual([
      {
        check: 'Rights: SQS',
        verdict: 'bad',
        found: expect.stringMatching(/AccessDenied/),
        next: expect.stringContaining(`${system.name}.policy.json`),
      },
    ]);
    expect(found.find(({ check }) => check === 'Rights: EC2')?.verdict).toBe('good');
  });

  test('a dry run that is refused says so', async () => {
    const { cloud, story } = await openWithHazards(system, () => [
      async (call, pass) => (is(call, 'CreateVpc') ? refuse(call, 'UnauthorizedOperation', 'no', 403) : pass()),
    ]);
    const found = (await rights(cloud, story.parts)).map(findingLine);
    expect(found.find(({ check }) => check === 'Rights: EC2')).toMatchObject({ verdict: 'bad' });
  });

  test('a clock that is ten minutes wrong', async () => {
    const late = new Date(Date.now() - 600_000).toUTCString();
    const { cloud } = await openWithHazards(system, () => [
      async (call, pass) => {
        const answer = await pass();
        return is(call, 'GetCallerIdentity') ? { ...answer, headers: { ...answer.headers, date: late } } : answer;
      },
    ]);
    expect(findingLine(await clocks(cloud))).toMatchObject({
      verdict: 'bad',
      found: expect.stringMatching(/^(599|60\d) s off$/),
    });
  });

  test('too small a quota for functions', async () => {
    const { cloud } = await openWithHazards(system, () => [
      async (call, pass) =>
        call.service === 'lambda'
          ? { status: 200, headers: {}, body: '{"AccountLimit":{"ConcurrentExecutions":3}}' }
          : pass(),
    ]);
    expect(findingLine(await roomForFunctions(cloud))).toMatchObject({
      verdict: 'bad',
      next: expect.stringMatching(/at least 10/),
    });
  });
});
