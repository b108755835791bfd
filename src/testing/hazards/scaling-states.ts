// Application Auto Scaling learns of a new ECS service, and of a new target, some seconds later; it takes one change at a
// time; and CloudWatch shows the alarms of a policy for a while after the policy is gone (hashicorp/terraform-provider-aws,
// aws_appautoscaling_target and _policy).

import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { refuse } from './refusal.ts';
import { asked, type Hazard, is } from './wire.ts';

export interface ScalingTimes {
  /** Seconds from the first question on. */
  readonly serviceUnknown?: number;
  readonly targetUnknown?: number;
  /** Seconds for which the alarms outlive their policy. */
  readonly alarmsStay?: number;
}

export function scalingStates(
  { clock, ground }: HazardContext,
  { serviceUnknown = 8, targetUnknown = 5, alarmsStay = 45 }: ScalingTimes = {},
): Hazard {
  const later = new Later(clock);
  let askedAt: number | undefined;
  let registeredAt = Number.NEGATIVE_INFINITY;
  let busy = true;
  const trackingAlarms = async () =>
    (await ground.cloudwatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'TargetTracking-' }))).MetricAlarms ??
    [];

  return async (call, pass) => {
    await later.due();
    if (call.service !== 'application-autoscaling') return pass();
    const resource = asked(call, 'ResourceId');
    if (is(call, 'RegisterScalableTarget')) {
      askedAt ??= clock.now();
      if (clock.now() - askedAt < serviceUnknown)
        return refuse(call, 'ValidationException', `ECS service doesn't exist: ${resource}`);
      const answer = await pass();
      if (answer.status < 300) registeredAt = clock.now();
      return answer;
    }
    if (is(call, 'PutScalingPolicy') && clock.now() - registeredAt < targetUnknown)
      return refuse(
        call,
        'ObjectNotFoundException',
        `No scalable target registered for service namespace: ecs, resource ID: ${resource}, scalable dimension: ecs:service:DesiredCount`,
      );
    if (!is(call, 'DeleteScalingPolicy', 'DeregisterScalableTarget')) return pass();
    if (busy) {
      busy = false;
      return refuse(call, 'ConcurrentUpdateException', 'A concurrent update is in progress');
    }
    const alarms = await trackingAlarms();
    const answer = await pass();
    for (const alarm of answer.status < 300 ? alarms : []) {
      await ground.cloudwatch.send(new PutMetricAlarmCommand(alarm as PutMetricAlarmCommandInput));
      const AlarmNames = [String(alarm.AlarmName)];
      later.put(`alarm ${AlarmNames}`, alarmsStay, () =>
        ground.cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames })),
      );
    }
    return answer;
  };
}
