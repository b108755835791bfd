// A one-time schedule: at one time EventBridge Scheduler makes one API call with a role of ours. Then the schedule deletes
// itself. No function of ours is needed for it ("universal target"). It has no tags: its group says whose it is.

import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { differences } from '../../engine/drift.ts';
import type { BillStop, Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import type { Role } from '../iam/role.ts';
import { NOT_ALLOWED, type ScheduleGroup } from './schedule-group.ts';

export interface ScheduleSettings<Live> {
  /** At most 64 letters, digits, hyphens, dots and underscores. */
  name: string;
  group: string;
  about: Purpose;
  call: BillStop<Live>;
}

export interface ScheduleNeeds<Live> {
  group: ScheduleGroup;
  role: Role;
  /** What the call is about. */
  thing: Live;
  /** To the minute. */
  at: Date;
}

export type Schedule = Pick<
  GetScheduleCommandOutput,
  'ScheduleExpression' | 'ScheduleExpressionTimezone' | 'State' | 'ActionAfterCompletion' | 'FlexibleTimeWindow'
> & {
  readonly Target: string | undefined;
  readonly Input: string | undefined;
  readonly RoleArn: string | undefined;
  readonly RetryPolicy: object | undefined;
};

/** Seconds in which a refused call is made again: a cache that is being changed cannot be deleted. */
const AGAIN = 3600;
const ABSENT = ['ResourceNotFoundException'];

/** Terraform waits for this sentence, too (aws_scheduler_schedule). */
const roleNotKnownYet: RetryableError = {
  kinds: ['ValidationException'],
  message: /assume the role/,
  because: {
    en: 'EventBridge Scheduler does not know the new role yet',
    pt: 'o EventBridge Scheduler ainda não conhece a role nova',
  },
  patience: 120,
};

/** "at(2026-11-27T15:20:00)", in UTC */
const expressionOf = (at: Date): string => `at(${at.toISOString().slice(0, 19)})`;

/** The time of a one-time schedule. */
export const timeOf = ({ ScheduleExpression = '' }: Pick<Schedule, 'ScheduleExpression'>): Date =>
  new Date(`${/^at\((.+)\)$/.exec(ScheduleExpression)?.[1]}Z`);

export function oneTimeSchedule<Live>(cloud: Owned, { name, group, about, call }: ScheduleSettings<Live>) {
  const { scheduler, partition } = cloud;
  const at = { Name: name, GroupName: group };
  const wanted = ({ thing, role, at: time }: ScheduleNeeds<Live>) => ({
    ScheduleExpression: expressionOf(time),
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    ActionAfterCompletion: 'DELETE' as const,
    State: 'ENABLED' as const,
    Target: `arn:${partition}:scheduler:::aws-sdk:${call.service}:${call.action}`,
    Input: JSON.stringify(call.input(thing)),
    RoleArn: role.arn,
    RetryPolicy: { MaximumEventAgeInSeconds: AGAIN, MaximumRetryAttempts: 60 },
  });
  const request = (needs: ScheduleNeeds<Live>) => {
    const { Target: Arn, Input, RoleArn, RetryPolicy, ...rest } = wanted(needs);
    return { ...at, ...rest, Description: about.what.en, Target: { Arn, Input, RoleArn, RetryPolicy } };
  };

  return defineStep<ScheduleNeeds<Live>, Schedule>({
    kind: 'Schedule',
    name,
    about: { ...about, console: 'Amazon EventBridge > Scheduler > Schedules' },

    async observe() {
      const live = await absentWhen([...ABSENT, ...NOT_ALLOWED], () => scheduler.send(new GetScheduleCommand(at)));
      if (!live) return undefined;
      const { Target: { Arn, Input, RoleArn, RetryPolicy } = {}, ...rest } = live;
      return { ...rest, Target: Arn, Input, RoleArn, RetryPolicy };
    },
    create: (needs, ctx) =>
      retryOn(ctx, [roleNotKnownYet], () =>
        absentWhen(['ConflictException'], () => scheduler.send(new CreateScheduleCommand(request(needs)))),
      ),
    drift: (live, needs) => differences(live, wanted(needs)),
    repair: (_, needs, __, ctx) =>
      retryOn(ctx, [roleNotKnownYet], () => scheduler.send(new UpdateScheduleCommand(request(needs)))),
    destroy: () => absentWhen(ABSENT, () => scheduler.send(new DeleteScheduleCommand(at))),
    // All of the group, because the policy is then shorter: nobody else has schedules in it.
    rights: [
      may(
        'scheduler',
        'CreateSchedule DeleteSchedule GetSchedule UpdateSchedule',
        cloud.arn('scheduler', `schedule/${group}/*`),
      ),
    ],
  });
}
