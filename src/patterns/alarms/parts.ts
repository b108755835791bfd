// The parts of the watch: the operators' topic, an alarm for each row of the table, the two composites that send mails,
// the dashboard and the saved queries. Names and settings only.
// Notice: an alarm has no action of its own. The composites have, so one trouble is one mail, and its end is another.

import type { Dimension, MetricDataQuery, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Owned } from '../../aws/clients.ts';
import { allowService } from '../../aws/policy.ts';
import { metricAlarm } from '../../resources/cloudwatch/alarm.ts';
import { alarmDesk } from '../../resources/cloudwatch/alarm-calls.ts';
import { compositeAlarm } from '../../resources/cloudwatch/composite-alarm.ts';
import { dashboard } from '../../resources/cloudwatch/dashboard.ts';
import { logQuery } from '../../resources/logs/saved-query.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { snsTopic } from '../../resources/sns/topic.ts';
import { QUERIES } from '../../systems/line-counter/alarms/queries.ts';
import { type Signal, signals } from '../../systems/line-counter/alarms/signals.ts';
import { allRows, priceOf, rowsFor } from '../../systems/line-counter/alarms/table.ts';
import type { Names } from '../../systems/line-counter/names.ts';
import type { LineCounterSettings } from '../../systems/line-counter/settings.ts';
import { dashboardBody } from './dashboard-body.ts';
import { alarmName, type Language, type Row } from './row.ts';

export type Watch = ReturnType<typeof watchParts>;

const SAYS = {
  en: { operators: 'Line counter: operators', broken: 'The flow is broken', look: 'Worth a look' },
  pt: { operators: 'Contador: operadores', broken: 'O fluxo está quebrado', look: 'Vale uma olhada' },
};
const NEXT = {
  en: 'This alarm rings when any of its children does. Open it in CloudWatch: the child that rings says why, and what to do in three steps. A new alarm sends a first mail that says OK: nothing was wrong.',
  pt: 'Este alarme toca quando toca qualquer um dos seus filhos. Abra-o no CloudWatch: o filho que toca diz por quê, e o que fazer em três passos. Um alarme novo manda um primeiro e-mail que diz OK: não houve problema nenhum.',
};

export function watchParts(cloud: Owned, settings: LineCounterSettings, is: Names) {
  const language = settings.NOTIFY_LANGUAGE;
  const rows = rowsFor(is, settings);
  const desk = alarmDesk(cloud);
  const nameOf = (row: Row) => alarmName(is, row);
  const composite = (name: string, says: string, severity: Row['severity']) =>
    compositeAlarm(cloud, desk, {
      name,
      what: `Rings when one of the alarms does that say "${SAYS.en[severity]}".`,
      why: 'One trouble makes many alarms ring. This one sends one mail, and one when it is over.',
      description: `${says}. ${NEXT[language]}`,
      anyOf: rows.filter((row) => row.severity === severity).map(nameOf),
    });
  const alarmOf = (row: Row) =>
    metricAlarm(cloud, desk, {
      name: nameOf(row),
      what: row.why.en,
      why: `Point ${row.point} of the monitoring strategy; npm run drill shows it ring.`,
      monthly: priceOf(row),
      watches: settingsOf(row, language),
    });

  return {
    on: settings.ALARMS === 'on',
    /** In the order of the table. */
    alarms: rows.map((row) => ({ row, alarm: alarmOf(row) })),
    /** Of rows that these settings leave out; they are there where a setting was taken back. */
    others: allRows(is)
      .filter(({ name }) => !rows.some((row) => row.name === name))
      .map(alarmOf),
    broken: composite(is.broken, SAYS[language].broken, 'broken'),
    look: composite(is.look, SAYS[language].look, 'look'),
    operators: snsTopic(cloud, {
      name: is.operators,
      displayName: SAYS[language].operators,
      about: {
        what: 'Another notice board: alarms are published there, for operators.',
        why: 'Accountants hear of results, operators of trouble; neither should get the other’s mail.',
      },
      publishers: [
        allowService('AlarmsOfOurStack', 'cloudwatch.amazonaws.com', 'sns:Publish', cloud.arn('sns', is.operators), {
          arn: cloud.arn('cloudwatch', `alarm:${is.stack}-*`),
          account: cloud.account,
        }),
      ],
    }),
    /** Without an address the alarms ring unheard. */
    operatorsEmail: settings.OPERATORS_EMAIL
      ? topicToEmail(cloud, {
          topicName: is.operators,
          address: settings.OPERATORS_EMAIL,
          whose: 'operators',
          hears: 'trouble, and of its end',
        })
      : undefined,
    dashboard: dashboard(cloud, {
      name: is.dashboard,
      body: dashboardBody(cloud, {
        title: is.stack,
        signals: signals(is),
        rows,
        alarms: settings.ALARMS === 'on' ? [is.broken, is.look, ...rows.map(nameOf)] : [],
        language,
      }),
    }),
    /** The local cloud keeps no saved queries (it answers "Unknown action"), so there are none there. */
    queries: cloud.local
      ? []
      : QUERIES.map(({ name, what, query }) => logQuery(cloud, { name: `${is.stack}/${name}`, what, query })),
  };
}

/** A row as PutMetricAlarm takes it. */
export function settingsOf(row: Row, language: Language): Omit<PutMetricAlarmCommandInput, 'AlarmName' | 'Tags'> {
  return {
    AlarmDescription: [row.why[language], ...row.steps[language].map((step, at) => `${at + 1}. ${step}`)].join('\n'),
    ActionsEnabled: true,
    AlarmActions: [],
    OKActions: [],
    ...measured(row),
    EvaluationPeriods: row.periods,
    DatapointsToAlarm: row.datapoints,
    Threshold: row.threshold,
    ComparisonOperator: row.rings === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
    TreatMissingData: row.missing,
  };
}

function measured({ watches, period }: Row) {
  if ('formula' in watches) return { Metrics: queriesOf(watches, period) };
  const { namespace, metric, statistic } = watches;
  return {
    Namespace: namespace,
    MetricName: metric,
    Dimensions: dimensionsOf(watches),
    ...(statistic === 'p95' ? { ExtendedStatistic: statistic } : { Statistic: statistic }),
    Period: period,
  };
}

function queriesOf({ formula, of }: { formula: string; of: Readonly<Record<string, Signal>> }, Period: number) {
  const numbers = Object.entries(of).map(([Id, signal]): MetricDataQuery => {
    const Metric = { Namespace: signal.namespace, MetricName: signal.metric, Dimensions: dimensionsOf(signal) };
    return { Id, MetricStat: { Metric, Period, Stat: signal.statistic }, ReturnData: false };
  });
  return [...numbers, { Id: 'result', Expression: formula, ReturnData: true }];
}

const dimensionsOf = ({ dimensions }: Signal): Dimension[] =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
