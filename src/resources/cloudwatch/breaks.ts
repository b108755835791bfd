// How somebody breaks an alarm, a composite alarm and a dashboard.

import {
  PutCompositeAlarmCommand,
  type PutCompositeAlarmCommandInput,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import type { Break, Breaks } from '../break.ts';
import type { Alarm } from './alarm-calls.ts';
import type { CompositeAlarm } from './composite-alarm.ts';
import type { Dashboard } from './dashboard.ts';

/** Puts the same alarm with one field changed. */
const set = (field: keyof PutMetricAlarmCommandInput, value: unknown): Break<Alarm> => ({
  field,
  byHand: ({ cloudwatch }, { settings }) => {
    const changed = { ...settings, [field]: value } as PutMetricAlarmCommandInput;
    return cloudwatch.send(new PutMetricAlarmCommand(changed));
  },
});

export const alarmBreaks = {
  'somebody is tired of it': set('Threshold', 1e9),
  'somebody gives it an action of its own': set('AlarmActions', ['arn:aws:sns:us-east-1:111122223333:theirs']),
  'somebody switches its actions off': set('ActionsEnabled', false),
  'somebody lets silence pass for health': set('TreatMissingData', 'ignore'),
  'somebody asks for fewer periods': {
    ...set('DatapointsToAlarm', 1),
    fits: ({ settings }) => settings.DatapointsToAlarm !== 1,
  },
  'somebody takes the runbook away': set('AlarmDescription', ''),
} satisfies Breaks<Alarm>;

type Change = Partial<PutCompositeAlarmCommandInput>;

const setComposite = (
  field: keyof PutCompositeAlarmCommandInput,
  change: (live: Change) => unknown,
): Break<CompositeAlarm> => ({
  field,
  byHand: ({ cloudwatch }, { settings }) => {
    const changed = { ...(settings as PutCompositeAlarmCommandInput), [field]: change(settings) };
    return cloudwatch.send(new PutCompositeAlarmCommand(changed));
  },
});

export const compositeAlarmBreaks = {
  'somebody lets it ring unheard': setComposite('AlarmActions', () => []),
  'somebody spares the mail that says it is over': setComposite('OKActions', () => []),
  'somebody takes an alarm out of its rule': {
    ...setComposite('AlarmRule', ({ AlarmRule = '' }) => AlarmRule.split(' OR ')[0]),
    fits: ({ settings }) => String((settings as Change).AlarmRule).includes(' OR '),
  },
} satisfies Breaks<CompositeAlarm>;

export const dashboardBreaks = {
  'somebody moves a graph': {
    field: 'DashboardBody',
    byHand: ({ cloudwatch }, { name, body }) => {
      const moved = JSON.parse(body);
      moved.widgets.reverse();
      return cloudwatch.send(new PutDashboardCommand({ DashboardName: name, DashboardBody: JSON.stringify(moved) }));
    },
  },
} satisfies Breaks<Dashboard>;
