// A group and a schedule in four beats, and what a schedule does at its time: its one call, and then it is gone.

import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { allow, policy } from '../../aws/policy.ts';
import { may } from '../../aws/rights.ts';
import { until } from '../../engine/wait.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { iamRole } from '../iam/role.ts';
import { scheduleBreaks } from './breaks.ts';
import { oneTimeSchedule, timeOf } from './schedule.ts';
import { scheduleGroup } from './schedule-group.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const FAR = new Date('2098-01-02T03:04:00Z');

const group = scheduleGroup(cloud, { name, about: PURPOSE });
const role = iamRole(cloud, {
  ...{ name, about: PURPOSE, service: 'scheduler.amazonaws.com' },
  policy: () => policy(allow('Delete', ['sqs:DeleteQueue'], [cloud.arn('sqs', name)])),
});
const schedule = oneTimeSchedule<{ url: string }>(cloud, {
  ...{ name: `${name}-queue`, group: name, about: PURPOSE },
  call: {
    ...{ service: 'sqs', action: 'deleteQueue', rights: [may('sqs', 'DeleteQueue', cloud.arn('sqs', name))] },
    input: ({ url }) => ({ QueueUrl: url }),
  },
});
const needs = async (at = FAR, url = 'https://nowhere') => ({
  ...{ group: await make(group), role: await make(role, { boundary: undefined }) },
  ...{ at, thing: { url } },
});

fourBeats('The schedule group', testCloud, () => ({ step: group, needs: {} }), {});
fourBeats('The schedule', testCloud, async () => ({ step: schedule, needs: await needs() }), scheduleBreaks);

test('its time is that of the need, and another time is a difference', async () => {
  const live = await make(schedule, await needs());
  expect(timeOf(live)).toEqual(FAR);
  const later = await needs(new Date('2098-01-02T04:00:00Z'));
  expect(schedule.compare(live, later)).toEqual([
    { field: 'ScheduleExpression', live: 'at(2098-01-02T03:04:00)', wanted: 'at(2098-01-02T04:00:00)' },
  ]);
});

test('at its time AWS makes the call, and the schedule is gone', async () => {
  const { QueueUrl = '' } = await cloud.sqs.send(new CreateQueueCommand({ QueueName: `${name}-billed` }));
  await make(schedule, await needs(new Date(Date.now() + 2_000), QueueUrl));
  await until(ctx, 'the queue is deleted', 20, async () => {
    const { QueueUrls = [] } = await cloud.sqs.send(new ListQueuesCommand({ QueueNamePrefix: `${name}-billed` }));
    return QueueUrls.length ? undefined : true;
  });
  const at = { Name: `${name}-queue`, GroupName: name };
  await expect(cloud.scheduler.send(new GetScheduleCommand(at))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
