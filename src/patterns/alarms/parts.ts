// The parts of the watch: the operators' topic, an alarm for each row of the table, the two composites that send mails,
// the dashboard and the saved queries. Names and settings only.
// Notice: an alarm has no action of its own. The composites have, so one trouble is one mail, and its end is another.

import type { Dimension, MetricDataQuery, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Owned } from '../../aws/clients.ts';
import { allowService } from '../../aws/policy.ts';
import type { Removable } from '../../engine/lifecycle.ts';
import { notUsed } from '../../engine/steps-of.ts';
import { metricAlarm } from '../../resources/cloudwatch/alarm.ts';
import { alarmDesk } from '../../resources/cloudwatch/alarm-calls.ts';
import { compositeAlarm } from '../../resources/cloudwatch/composite-alarm.ts';
import { dashboard } from '../../resources/cloudwatch/dashboard.ts';
import { logQuery } from '../../resources/logs/saved-query.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { snsTopic } from '../../resources/sns/topic.ts';
import { QUERIES } from '../../systems/line-counter/alarms/queries.ts';
import { type Signal, signals } from '../../systems/line-counter/alarms/signals.ts';
import { allRows, rowsFor } from '../../systems/line-counter/alarms/table.ts';
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

const WHY_QUERIES = {
  en: 'At night nobody wants to write a query.',
  pt: 'De madrugada ninguém quer escrever uma consulta.',
};

export function watchParts(cloud: Owned, settings: LineCounterSettings, is: Names) {
  const language = settings.NOTIFY_LANGUAGE;
  const rows = rowsFor(is, settings);
  const desk = alarmDesk(cloud);
  const on = settings.ALARMS === 'on';
  const ifOn = <S extends Removable>(step: S): S => (on ? step : notUsed(step));
  const nameOf = (row: Row) => alarmName(is, row);
  const composite = (name: string, says: string, severity: Row['severity']) =>
    compositeAlarm(cloud, desk, {
      name,
      about: {
        what: {
          en: `Rings when one of the alarms does that say "${SAYS.en[severity]}".`,
          pt: `Toca quando toca um dos alarmes que dizem "${SAYS.pt[severity]}".`,
        },
        why: {
          en: 'One trouble makes many alarms ring. This one sends one mail, and one when it is over.',
          pt: 'Um só problema faz tocar muitos alarmes. Este manda um e-mail, e outro quando o problema acaba.',
        },
      },
      description: `${says}. ${NEXT[language]}`,
      anyOf: rows.filter((row) => row.severity === severity).map(nameOf),
    });
  const alarmOf = (row: Row) =>
    metricAlarm(cloud, desk, {
      name: nameOf(row),
      about: {
        what: row.why,
        why: {
          en: `Point ${row.point} of the monitoring strategy; npm run drill shows it ring.`,
          pt: `Ponto ${row.point} da estratégia de monitoramento; npm run drill o mostra tocando.`,
        },
      },
      watches: settingsOf(row, language),
    });

  return {
    on,
    /** In the order of the table. */
    alarms: rows.map((row) => ({ row, alarm: ifOn(alarmOf(row)) })),
    /** Of rows that these settings leave out; they are there where a setting was taken back. */
    others: allRows(is)
      .filter(({ name }) => !rows.some((row) => row.name === name))
      .map((row) => notUsed(alarmOf(row))),
    broken: ifOn(composite(is.broken, SAYS[language].broken, 'broken')),
    look: ifOn(composite(is.look, SAYS[language].look, 'look')),
    operators: snsTopic(cloud, {
      name: is.operators,
      displayName: SAYS[language].operators,
      about: {
        what: {
          en: 'Another notice board: alarms are published there, for operators.',
          pt: 'Outro quadro de avisos: nele se publicam os alarmes, para os operadores.',
        },
        why: {
          en: 'Accountants hear of results, operators of trouble; neither should get the other’s mail.',
          pt: 'Os contadores recebem resultados e os operadores, problemas; ninguém deve receber o e-mail do outro.',
        },
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
          about: {
            what: {
              en: 'The address that hears of trouble, and of its end.',
              pt: 'O endereço que recebe a notícia de um problema, e do fim dele.',
            },
            why: {
              en: 'AWS asks the reader of the mailbox first: open its mail and confirm.',
              pt: 'A AWS pergunta antes ao dono da caixa de correio: abra o e-mail dela e confirme.',
            },
          },
        })
      : undefined,
    dashboard: dashboard(cloud, {
      name: is.dashboard,
      about: {
        what: {
          en: 'The way of a file in graphs, from the upload to the mail, and the state of every alarm.',
          pt: 'O caminho de um arquivo em gráficos, do envio ao e-mail, e o estado de cada alarme.',
        },
        why: {
          en: 'One look tells where a file is stuck; project it in class.',
          pt: 'Um olhar mostra onde um arquivo parou; projete-o na aula.',
        },
      },
      body: dashboardBody(cloud, {
        title: is.stack,
        signals: signals(is),
        rows,
        alarms: on ? [is.broken, is.look, ...rows.map(nameOf)] : [],
        language,
      }),
    }),
    /** The local cloud keeps no saved queries (it answers "Unknown action"), so there are none there. */
    queries: cloud.local
      ? []
      : QUERIES.map(({ name, what, query }) =>
          logQuery(cloud, { name: `${is.stack}/${name}`, about: { what, why: WHY_QUERIES }, query }),
        ),
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
