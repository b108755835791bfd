// The parts of a system's alarms: the operators' topic, an alarm for each row of its table, the two composite alarms
// that send mails, the dashboard and the saved queries. Names, rows, graphs and words are handed in.
// A single alarm has no action. The composites have one, so one problem is one mail, and its end is another.

import type { Owned } from '../../aws/clients.ts';
import { allowService } from '../../aws/policy.ts';
import type { AnyStep, Purpose } from '../../engine/lifecycle.ts';
import { notUsed } from '../../engine/steps-of.ts';
import type { Text } from '../../engine/text.ts';
import { metricAlarm } from '../../resources/cloudwatch/alarm.ts';
import { alarmCalls } from '../../resources/cloudwatch/alarm-calls.ts';
import { compositeAlarm } from '../../resources/cloudwatch/composite-alarm.ts';
import { dashboard } from '../../resources/cloudwatch/dashboard.ts';
import { logQuery } from '../../resources/logs/saved-query.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { snsTopic } from '../../resources/sns/topic.ts';
import type { AlarmTable } from './alarm-table.ts';
import { dashboardBody } from './dashboard-body.ts';
import { alarmSettings } from './put-alarm.ts';
import { alarmName, type Row, type Severity } from './row.ts';

export type AlarmParts = ReturnType<typeof alarmParts>;

const NEXT: Text = {
  en: 'This alarm rings when any of its children does. Open it in CloudWatch: the child that rings says why, and what to do in three steps. A new alarm sends a first mail that says OK: nothing was wrong.',
  pt: 'Este alarme toca quando toca qualquer um dos seus filhos. Abra-o no CloudWatch: o filho que toca diz por quê, e o que fazer em três passos. Um alarme novo manda um primeiro e-mail que diz OK: não houve problema nenhum.',
};

const ABOUT = {
  composite: {
    en: 'One problem makes many alarms ring. This one sends one mail, and another when the problem is over.',
    pt: 'Um só problema faz tocar muitos alarmes; este manda um e-mail, e outro quando o problema acaba.',
  },
  email: {
    what: {
      en: 'The address that gets a mail when a problem begins, and when it ends.',
      pt: 'O endereço que recebe a notícia de um problema, e do fim dele.',
    },
    why: {
      en: 'AWS asks the reader of the mailbox first: open its mail and confirm.',
      pt: 'A AWS pergunta antes ao dono da caixa de correio: abra o e-mail dela e confirme.',
    },
  },
  query: {
    en: 'At night nobody wants to write a query.',
    pt: 'De madrugada ninguém quer escrever uma consulta.',
  },
} satisfies Record<string, Text | Purpose>;

export function alarmParts(cloud: Owned, table: AlarmTable) {
  const { language, on, names, rows, says } = table;
  const calls = alarmCalls(cloud);
  const ifOn = <S extends AnyStep>(step: S): S => (on ? step : notUsed(step));
  const nameOf = (row: Row) => alarmName(names, row);
  const composite = (severity: Severity) =>
    compositeAlarm(cloud, calls, {
      name: names[severity],
      about: {
        what: {
          en: `Rings when one of the alarms with "${says.severities[severity].en}" rings.`,
          pt: `Toca quando toca um dos alarmes que dizem "${says.severities[severity].pt}".`,
        },
        why: ABOUT.composite,
      },
      description: `${says.severities[severity][language]}. ${NEXT[language]}`,
      anyOf: rows.filter((row) => row.severity === severity).map(nameOf),
    });
  const alarmOf = (row: Row) =>
    metricAlarm(cloud, calls, {
      name: nameOf(row),
      about: { what: row.why, why: says.about.alarm(row) },
      watches: alarmSettings(row, language),
    });

  return {
    on,
    metricAlarms: rows.map((row) => ({ row, alarm: ifOn(alarmOf(row)) })),
    /** Alarms that are not wanted now. */
    others: table.others.map((row) => notUsed(alarmOf(row))),
    broken: ifOn(composite('broken')),
    warning: ifOn(composite('warning')),
    operators: snsTopic(cloud, {
      name: names.operators,
      displayName: says.operators[language],
      about: says.about.topic,
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
          about: ABOUT.email,
        })
      : undefined,
    dashboard: dashboard(cloud, {
      name: names.dashboard,
      about: says.about.dashboard,
      body: dashboardBody(cloud, {
        title: names.stack,
        intro: says.intro,
        graphs: table.graphs,
        rows,
        alarms: on ? [names.broken, names.warning, ...rows.map(nameOf)] : [],
        language,
      }),
    }),
    /** The local cloud has no saved queries (it answers "Unknown action"), so there are none there. */
    queries: cloud.local
      ? []
      : table.queries.map(({ name, what, query }) =>
          logQuery(cloud, { name: `${names.stack}/${name}`, about: { what, why: ABOUT.query }, query }),
        ),
  };
}
