// A composite alarm: it sends one mail when any of the alarms in its rule is in ALARM, also when more of them follow.
// AWS refuses to delete an alarm that a composite watches, so `down` deletes composites first. AWS also refuses a
// composite that names an alarm which does not exist yet.

import { PutCompositeAlarmCommand, type PutCompositeAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Owned } from '../../aws/clients.ts';
import { may, WITHOUT_RESOURCE } from '../../aws/rights.ts';
import { isOurs, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { type Context, type RetryableError, retryOn } from '../../engine/wait.ts';
import type { Topic } from '../sns/topic.ts';
import { type Alarm, type AlarmCalls, alarmRights } from './alarm-calls.ts';
import { COMPOSITE_ALARM } from './prices.ts';

export interface CompositeAlarmSettings {
  name: string;
  about: Purpose;
  /** The text of the mail: at most 1,024 characters (CloudWatch API reference, PutCompositeAlarm). */
  description: string;
  /** Names of the alarms. Any one of them is enough. At most 100 (CloudWatch API reference). */
  anyOf: readonly string[];
}

export type CompositeAlarm = Omit<Alarm, 'settings'> & { readonly settings: object };

const notKnownYet: RetryableError = {
  kinds: ['ValidationError', 'ValidationException'],
  message: /do(es)? not exist/i,
  because: {
    en: 'CloudWatch does not know the new alarms everywhere yet',
    pt: 'o CloudWatch ainda não conhece os alarmes novos em todo lugar',
  },
  patience: 60,
};

export function compositeAlarm(cloud: Owned, calls: AlarmCalls, settings: CompositeAlarmSettings) {
  const { cloudwatch, tags } = cloud;
  const { name, about, description, anyOf } = settings;
  const wanted = ({ operators }: { operators: Topic }) => ({
    AlarmDescription: description,
    AlarmRule: anyOf.map((one) => `ALARM("${one}")`).join(' OR '),
    ActionsEnabled: true,
    AlarmActions: [operators.arn],
    OKActions: [operators.arn],
  });
  const put = async (more: Partial<PutCompositeAlarmCommandInput>, needs: { operators: Topic }, ctx: Context) => {
    await calls.write(ctx);
    await retryOn(ctx, [notKnownYet], () =>
      cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: name, ...wanted(needs), ...more })),
    );
  };

  return defineStep<{ operators: Topic; alarms: readonly unknown[] }, CompositeAlarm>({
    kind: 'Composite alarm',
    name,
    about: { ...about, perMonth: COMPOSITE_ALARM, console: 'CloudWatch > Alarms' },
    observe: (ctx) => calls.find(name, ctx),
    ours: (live) => isOurs(tags, live.tags),
    create: (needs, ctx) => put({ Tags: tagList(tags) }, needs, ctx),
    drift: (live, needs) => differences(live.settings, wanted(needs)),
    repair: (_live, needs, _drift, ctx) => put({}, needs, ctx),
    destroy: (_, ctx) => calls.remove(name, ctx),
    lag: cloud.local ? 0 : 10,
    // AWS refuses a narrower resource than `*` for this right (CloudWatch API reference, PutCompositeAlarm).
    rights: [...alarmRights(cloud, name), may('cloudwatch', 'PutCompositeAlarm', '*', WITHOUT_RESOURCE)],
  });
}
