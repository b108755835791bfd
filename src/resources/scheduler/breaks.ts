// How somebody breaks a schedule by hand. UpdateSchedule replaces all settings, so each change sends the others too.

import { GetScheduleCommand, type ScheduleState, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { ownerName } from '../../aws/listing.ts';
import type { Break, Breaks } from '../break.ts';
import type { Schedule } from './schedule.ts';

const change = (field: string, fields: { State?: ScheduleState; ScheduleExpression?: string }): Break<Schedule> => ({
  field,
  async byHand(cloud, _, Name) {
    const { FlexibleTimeWindow, Target, ScheduleExpression, ...live } = await cloud.scheduler.send(
      new GetScheduleCommand({ Name, GroupName: ownerName(cloud) }),
    );
    const { ScheduleExpressionTimezone, ActionAfterCompletion } = live;
    const kept = { ScheduleExpressionTimezone, ActionAfterCompletion, FlexibleTimeWindow, Target, ScheduleExpression };
    await cloud.scheduler.send(new UpdateScheduleCommand({ Name, GroupName: ownerName(cloud), ...kept, ...fields }));
  },
});

export const scheduleBreaks = {
  'somebody switches the schedule off': change('State', { State: 'DISABLED' }),
  'somebody moves the time': change('ScheduleExpression', { ScheduleExpression: 'at(2099-01-01T00:00:00)' }),
} satisfies Breaks<Schedule>;
