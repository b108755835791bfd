// The parts of a system's alarms: the operators' topic, an alarm for each row of its table, the two composite alarms that
// send mails, the dashboard and the saved queries. This file knows no system: names, rows, graphs and words are handed in.
// An alarm has no action of its own. The composites have one, so one trouble is one mail, and its end is another.

import type { Owned } from '../../aws/clients.ts';
import { allowService } from '../../aws/policy.ts';
import type { About } from '../../engine/lifecycle.ts';
import type { Language, Text } from '../../engine/text.ts';
import { metricAlarm } from '../../resources/cloudwatch/alarm.ts';
import { alarmCalls } from '../../resources/cloudwatch/alarm-calls.ts';
import { compositeAlarm } from '../../resources/cloudwatch/composite-alarm.ts';
import { dashboard } from '../../resources/cloudwatch/dashboard.ts';
import { logQuery } from '../../resources/logs/saved-query.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { snsTopic } from '../../resources/sns/topic.ts';
import { dashboardBody } from './dashboard-body.ts';
import type { Shown } from './graph.ts';
import { priceOf } from './price.ts';
import { alarmSettings } from './put-alarm.ts';
import { alarmName, type Row, type Severity } from './row.ts';

/** What a system hands in: `rows` are the alarms that its settings ask for. */
export interface AlarmTable extends Shown {
  readonly language: Language;
  /** Shall there be alarms? The dashboard and the queries are there without them too. */
  readonly on: boolean;
  /** Who gets the mails. Without an address the alarms ring unheard. */
  readonly operatorsEmail: string | undefined;
  /** `stack` is what the names of all its alarms begin with; `broken` and `warning` are the composites. */
  readonly names: Readonly<Record<'stack' | 'operators' | 'dashboard' | Severity, string>>;
  /** Rows that the settings leave out. Their alarms may be there from an earlier run with other settings. */
  readonly others: readonly Row[];
  readonly queries: readonly SavedQuery[];
  readonly says: AlarmWords;
}

export interface SavedQuery {
  readonly name: string;
  readonly what: string;
  /** Logs Insights QL. */
  readonly query: string;
}

export interface AlarmWords {
  /** What the mails of the composites begin with. */
  readonly severities: Readonly<Record<Severity, Text>>;
  /** Whom the mails seem to come from: at most 100 characters. */
  readonly operators: Text;
  /** Why there is a topic of its own for operators. */
  readonly topic: Pick<About, 'what' | 'why'>;
  /** One sentence above the dashboard. */
  readonly dashboard: Text;
  /** Why an alarm is there. */
  why(row: Row): string;
}

export type AlarmParts = ReturnType<typeof alarmParts>;

const NEXT: Text = {
  en: 'This alarm rings when any of its children does. Open it in CloudWatch: the child that rings says why, and what to do in three steps. A new alarm sends a first mail that says OK: nothing was wrong.',
  pt: 'Este alarme toca quando toca qualquer um dos seus filhos. Abra-o no CloudWatch: o filho que toca diz por quê, e o que fazer em três passos. Um alarme novo manda um primeiro e-mail que diz OK: não houve problema nenhum.',
};

export function alarmParts(cloud: Owned, table: AlarmTable) {
  const { language, on, names, rows, says } = table;
  const calls = alarmCalls(cloud);
  const nameOf = (row: Row) => alarmName(names, row);
  const composite = (severity: Severity) =>
    compositeAlarm(cloud, calls, {
      name: names[severity],
      what: `Rings when one of the alarms does that say "${says.severities[severity].en}".`,
      why: 'One trouble makes many alarms ring. This one sends one mail, and one when it is over.',
      description: `${says.severities[severity][language]}. ${NEXT[language]}`,
      anyOf: rows.filter((row) => row.severity === severity).map(nameOf),
    });
  const alarmOf = (row: Row) =>
    metricAlarm(cloud, calls, {
      name: nameOf(row),
      what: row.why.en,
      why: says.why(row),
      monthly: priceOf(row),
      watches: alarmSettings(row, language),
    });

  return {
    on,
    /** In the order of the table. */
    metricAlarms: rows.map((row) => ({ row, alarm: alarmOf(row) })),
    /** Alarms that are not wanted now. */
    others: table.others.map(alarmOf),
    broken: composite('broken'),
    warning: composite('warning'),
    operators: snsTopic(cloud, {
      name: names.operators,
      displayName: says.operators[language],
      about: says.topic,
      publishers: [
        allowService('AlarmsOfOurStack', 'cloudwatch.amazonaws.com', 'sns:Publish', cloud.arn('sns', names.operators), {
          arn: cloud.arn('cloudwatch', `alarm:${names.stack}-*`),
          account: cloud.account,
        }),
      ],
    }),
    operatorsEmail: table.operatorsEmail
      ? topicToEmail(cloud, {
          topicName: names.operators,
          address: table.operatorsEmail,
          whose: 'operators',
          hears: 'trouble, and of its end',
        })
      : undefined,
    dashboard: dashboard(cloud, {
      name: names.dashboard,
      body: dashboardBody(cloud, {
        title: names.stack,
        intro: says.dashboard,
        graphs: table.graphs,
        rows,
        alarms: on ? [names.broken, names.warning, ...rows.map(nameOf)] : [],
        language,
      }),
    }),
    /** The local cloud keeps no saved queries (it answers "Unknown action"), so there are none there. */
    queries: cloud.local
      ? []
      : table.queries.map(({ name, what, query }) => logQuery(cloud, { name: `${names.stack}/${name}`, what, query })),
  };
}
