// Calls about alarms, metric and composite. CloudWatch allows 9 reads and 3 writes a second (CloudWatch user guide,
// service quotas). So all alarms that are asked for in one moment share one DescribeAlarms, and three writes a second
// go out. We read only eight times a second, because the dashboard reads too.

import {
  type CompositeAlarm,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import type { LiveTags } from '../../aws/tags.ts';
import { together } from '../../aws/together.ts';
import { absentWhen, type Clock, type Context, type RetryableError, retryOn } from '../../engine/wait.ts';

export interface Alarm<Settings = MetricAlarm> {
  readonly name: string;
  readonly arn: string;
  /** "OK", "ALARM" or "INSUFFICIENT_DATA" */
  readonly state: string;
  /** As CloudWatch describes it. */
  readonly settings: Settings;
  readonly tags: LiveTags;
}

/** What the alarms of one stack share: one speed limit, and one reading for all. */
export interface AlarmCalls {
  find(name: string, clock: Clock): Promise<Alarm<MetricAlarm & CompositeAlarm> | undefined>;
  /** Resolves when the next write may be sent. */
  write(clock: Clock): Promise<void>;
  remove(name: string, ctx: Context): Promise<unknown>;
}

const ABSENT = ['ResourceNotFound', 'ResourceNotFoundException'];

/** A composite alarm that was deleted a moment ago may still block the deletion of its alarms. */
const stillWatched: RetryableError = {
  kinds: ['ValidationError', 'ValidationException'],
  message: /composite alarm\(s\) depending/i,
  because: { en: 'a composite alarm still watches it', pt: 'um alarme composto ainda o observa' },
  patience: 60,
  hint: {
    en: 'Somebody made a composite alarm that watches it: delete that one first.',
    pt: 'Alguém criou um alarme composto que o observa: apague esse antes.',
  },
};

/** Names in one DescribeAlarms (CloudWatch API reference). */
const MOST = 100;

export function alarmCalls({ cloudwatch, local }: Owned): AlarmCalls {
  const [look, write] = local ? [atOnce, atOnce] : [pacer(8), pacer(3)];

  const ask = together(async (names) => {
    const found = new Map<string, MetricAlarm & CompositeAlarm>();
    for (let list = names; list.length; list = list.slice(MOST)) {
      const AlarmNames = [...list.slice(0, MOST)];
      const answer = await cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: MOST }),
      );
      for (const one of [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])])
        found.set(String(one.AlarmName), one);
    }
    return found;
  });
  const described = async (name: string, clock: Clock) => (await ask(name, () => look(clock))).get(name);

  return {
    async find(name, clock) {
      const settings = await described(name, clock);
      if (!settings?.AlarmArn) return undefined;
      const ResourceARN = settings.AlarmArn;
      await look(clock);
      const listed = await absentWhen(ABSENT, () => cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN })));
      // If the alarm was deleted meanwhile, its tags come as an empty list (recorded on AWS: localstack,
      // test_tagging_metric_alarm).
      if (!listed?.Tags?.length && !(await described(name, clock))) return undefined;
      return listed && { name, arn: ResourceARN, state: settings.StateValue ?? '', settings, tags: listed.Tags };
    },
    write,
    async remove(name, ctx) {
      await write(ctx);
      await retryOn(ctx, [stillWatched], () =>
        absentWhen(ABSENT, () => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] }))),
      );
    },
  };
}

const atOnce = async () => {};

/** Allows at most so many a second, one after the other. */
function pacer(perSecond: number) {
  let free = Number.NEGATIVE_INFINITY;
  return async (clock: Clock) => {
    const [now, mine] = [clock.now(), Math.max(clock.now(), free)];
    free = mine + 1 / perSecond;
    if (mine > now) await clock.pause(mine - now);
  };
}

/** Rights for alarms. Reading composites needs the right on all alarms (CloudWatch API reference, DescribeAlarms). */
export const alarmRights = ({ arn }: Owned, name: string) => [
  may('cloudwatch', 'DescribeAlarms', '*'),
  may('cloudwatch', 'DeleteAlarms ListTagsForResource PutMetricAlarm TagResource', arn('cloudwatch', `alarm:${name}`)),
];
