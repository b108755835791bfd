// The role and the log group, beat by beat. A right that somebody adds by hand is as wrong as a missing right. A log
// group without any tags was made by Lambda, so we take it over. A log group with other tags belongs to somebody else.

import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { makeRole, roleSteps } from '../../testing/prerequisites.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { breakByHand } from '../breaks.ts';
import { logGroupBreaks } from '../logs/breaks.ts';
import { logGroup } from '../logs/log-group.ts';
import { roleBreaks } from './breaks.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx } = testCloud;
const { logs } = cloud;
const step = roleSteps(testCloud);
const logGroupName = '/aws/lambda/ada-dev-test-other';
const group = logGroup(cloud, { name: logGroupName, about: PURPOSE, retentionDays: 14 });
const needs = async () => ({ logs: await make(step.logs), boundary: await make(step.boundary) });

fourBeats('The role', testCloud, async () => ({ step: step.role, needs: await needs() }), roleBreaks);

test('a role with policies that somebody added is removed all the same', async () => {
  await makeRole(testCloud);
  await breakByHand(cloud, step.role, 'every');
  expect(await step.role.remove(ctx)).toBe('removed');
});

fourBeats('The log group', testCloud, () => ({ step: group, needs: {} }), logGroupBreaks);

test('a log group that Lambda made before us, without tags, is adopted with retention and tags', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  const { outcome, drift, live } = await group.ensure({}, ctx);
  expect([outcome, drift.map(({ field }) => field)]).toEqual(['repaired', ['retentionInDays', 'tags']]);
  expect(live).toMatchObject({ retentionInDays: 14, tags: cloud.tags });
});

test('a log group whose name only begins like ours is not seen', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: `${logGroupName}-of-somebody` }));
  await group.remove(ctx);
  expect(await group.describe(ctx)).toBeUndefined();
});
