// An alarm: one number, or a sum of several, is compared with a threshold in each period. The composite alarm that
// watches it sends the mail, so that one trouble sends one mail. PutMetricAlarm replaces all settings, so a repair
// sends them all. Notice: tags count only at creation (CloudWatch API reference, PutMetricAlarm).

import {
  type MetricDataQuery,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import type { Owned } from '../../aws/clients.ts';
import { isOurs, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { type Alarm, type AlarmCalls, alarmRights } from './alarm-calls.ts';
import { ALARM_METRIC, FREE_ALARM_METRICS } from './prices.ts';

export interface AlarmSettings {
  name: string;
  about: Purpose;
  /** The input of PutMetricAlarm. A field that is not named here is not compared. */
  watches: Omit<PutMetricAlarmCommandInput, 'AlarmName' | 'Tags'>;
}

/** Parts that must exist before the alarm: a cache that does not exist yet looks like a lost cache. */
interface Needs {
  watched?: unknown;
}

export function metricAlarm(cloud: Owned, calls: AlarmCalls, { name, about, watches }: AlarmSettings) {
  const { cloudwatch, tags } = cloud;
  const put = (more: Partial<PutMetricAlarmCommandInput>) =>
    cloudwatch.send(new PutMetricAlarmCommand({ ...watches, AlarmName: name, ...more }));
  const { Metrics, ...kept } = watches;
  /** The local cloud forgets the formula of an alarm, so there it is not compared. */
  const compared = (live: Alarm) => (cloud.local && !live.settings.Metrics?.length ? kept : watches);

  return defineStep<Needs, Alarm>({
    kind: 'Alarm',
    name,
    about: {
      ...about,
      perMonth: (watches.Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1) * ALARM_METRIC,
      freePerMonth: FREE_ALARM_METRICS * ALARM_METRIC,
      costs: {
        en: 'the first ten metrics that alarms watch are free in an account',
        pt: 'as dez primeiras métricas que alarmes observam são grátis em uma conta',
      },
      console: 'CloudWatch > Alarms',
    },
    observe: (ctx) => calls.find(name, ctx),
    ours: (live) => isOurs(tags, live.tags),
    async create(_, ctx) {
      await calls.write(ctx);
      await put({ Tags: tagList(tags) });
    },
    drift({ settings: live, ...rest }) {
      const Metrics = watches.Metrics && declaredOf(live.Metrics, watches.Metrics);
      return differences({ ...live, ...(Metrics && { Metrics }) }, compared({ settings: live, ...rest }));
    },
    async repair(_live, _needs, _drift, ctx) {
      await calls.write(ctx);
      await put({});
    },
    destroy: (_, ctx) => calls.remove(name, ctx),
    // A new alarm may be described before its tags are, because CloudWatch answers from several places.
    lag: cloud.local ? 0 : 10,
    rights: alarmRights(cloud, name),
  });
}

/**
 * The live queries of a formula, matched by Id, with only the fields that we declare, because CloudWatch may add
 * fields. A query that we do not declare stays whole, so that it shows as drift.
 */
function declaredOf(live: readonly MetricDataQuery[] = [], wanted: readonly MetricDataQuery[]): object[] {
  return live.map((query) => {
    const declared = wanted.find(({ Id }) => Id === query.Id);
    return declared ? onlyFieldsOf(declared, query) : query;
  });
}

const onlyFieldsOf = (declared: object, live: object): object =>
  Object.fromEntries(
    Object.entries(live)
      .filter(([field]) => field in declared)
      .map(([field, value]) => {
        const inner = declared[field as keyof object];
        return [field, isPlain(inner) && isPlain(value) ? onlyFieldsOf(inner, value) : value];
      }),
  );

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
