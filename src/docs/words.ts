// What the section "Monitoring strategy" says around its tables, in both languages, line for line the same.
// Notice: no number that the table of alarms knows stands here; each comes from there.

import type { Extra, Language, Row } from '../stacks/watch/row.ts';
import type { monthlyPrice } from '../stacks/watch/table.ts';

type Price = ReturnType<typeof monthlyPrice>;

interface Around {
  readonly title: string;
  readonly introduction: readonly string[];
  readonly alarms: string;
  readonly heads: readonly string[];
  readonly severities: Readonly<Record<Row['severity'], string>>;
  /** What follows the unit; without a word where there is but one period. */
  periods(datapoints: number, periods: number, each: string): string;
  /** Which setting brings an alarm that not every system has. */
  readonly onlyWith: Readonly<Record<Extra, string>>;
  price(price: Price, requests: number, dollars: (amount: number) => string): string;
  readonly runbook: string;
  readonly noData: string;
  readonly drills: string;
  readonly drilling: readonly string[];
  /** For who cannot see the picture. */
  readonly drillPicture: string;
  readonly drillHeads: readonly string[];
  /** What a drill plays, and what it does not. */
  readonly honest: string;
  readonly boards: string;
  readonly watching: readonly string[];
  queries(names: readonly string[]): string;
}

const DRILLING = ['```sh', 'npm run drill -- all', '```'].join('\n');
const BOARD = ['```sh', 'npm run -s grafana > board.json', '```'].join('\n');

export const words: Readonly<Record<Language, Around>> = {
  en: {
    title: 'Monitoring strategy',
    introduction: [
      'A file has six critical points on its way: the upload, the queue, the function, the cache, the record and the ' +
        'notification. Each has alarms, and all of them stand in one table ([src/stacks/watch](src/stacks/watch/table.ts)), ' +
        'from which `npm run up` makes the alarms and the dashboard, and `npm run docs` this section.',
      'An alarm sends nothing by itself. Those that say *broken* ring one composite alarm, "the flow is broken"; the others ring ' +
        '"worth a look". A composite mails `OPERATORS_EMAIL` once when the trouble begins and once when it is over, ' +
        'however many alarms it made ring; accountants hear of results only. `ALARMS=off` leaves the alarms out.',
    ],
    alarms: 'The alarms',
    heads: ['critical point', 'signal', 'alarm: it rings at', 'it says', 'a month'],
    severities: { broken: 'broken', look: 'worth a look' },
    periods: (datapoints, periods, each) =>
      periods === 1 ? ` in ${each}` : ` in ${datapoints} of ${periods} periods of ${each}`,
    onlyWith: { address: 'only with `NOTIFY_EMAIL`', 'request-metrics': 'only with `REQUEST_METRICS=on`' },
    price: ({ alarmMetrics, alarms, composites, metrics, together }, requests, dollars) =>
      `Together ${dollars(together)} a month: ${alarmMetrics} metrics in alarms at ${dollars(0.1)}, less the ten that an account ` +
      `has for nothing (${dollars(alarms)}), the composites ${dollars(composites)}, the worker’s ten metrics ${dollars(metrics)}. ` +
      `The last column is without that gift. \`REQUEST_METRICS=on\` adds the two alarms on S3’s own numbers about requests, and these ` +
      `numbers, which S3 bills like metrics of your own: up to ${dollars(requests)}, therefore they are off. Prices of us-east-1; check them before you rely on them.`,
    runbook: 'When one rings',
    noData: 'No data means',
    drills: 'Drills',
    drilling: [
      'An alarm that never rang is a hope. A drill breaks one thing, shows the signal, the alarm and the mail with their times, ' +
        'repairs it with `up` and shows the alarm going back:',
      DRILLING,
    ],
    drillPicture:
      'The drill mapping-off in a terminal: the mapping is disabled, three alarms ring, up enables it again, the alarms go back, ' +
      'and a table tells the seconds of each turn.',
    drillHeads: ['drill', 'what is broken', 'alarms that ring'],
    honest:
      'Each drill builds a line counter of its own in stage `drill` and takes it away afterwards. The local cloud evaluates no alarm, so ' +
      'there our own evaluator does, by the rules of CloudWatch’s user guide ([src/watch](src/watch/evaluate.ts)), on numbers from the ' +
      'worker’s log, the queues, the functions and the cache; a period is played in about a second. The states are then told to the ' +
      'real alarms, whose composites publish the mails. With `--aws` CloudWatch itself evaluates, in its own periods: the drill ' +
      'asks first and says what it costs; `STAGE=drill npm run -s policy` prints the rights that it needs there. Those drills ' +
      'that need a way into the cache, or days, are left out on AWS.',
    boards: 'On a screen',
    watching: [
      '`npm run up` makes a CloudWatch dashboard in the order of a file’s way (CloudWatch > Dashboards). The same board for Grafana:',
      BOARD,
      [
        '1. Connections > Add new connection > CloudWatch: credentials that may read (`cloudwatch:GetMetricData`, `cloudwatch:ListMetrics`, `ec2:DescribeRegions`).',
        '2. Dashboards > New > Import > Upload JSON file: choose `board.json`.',
        '3. Choose data source, region and stage above the board. Red is where an alarm would ring.',
      ].join('\n'),
    ],
    queries: (names) => `On AWS, CloudWatch > Logs Insights has saved queries: ${names.join(', ')}.`,
  },
  pt: {
    title: 'Estratégia de monitoramento',
    introduction: [
      'Um arquivo tem seis pontos críticos no caminho: o envio, a fila, a função, o cache, o registro e a notificação. Cada um ' +
        'tem alarmes, e todos estão numa só tabela ([src/stacks/watch](src/stacks/watch/table.ts)), da qual `npm run up` faz os ' +
        'alarmes e o painel, e `npm run docs` faz esta seção.',
      'Um alarme não envia nada sozinho. Os que dizem *quebrado* tocam um alarme composto, "o fluxo está quebrado"; os outros ' +
        'tocam "vale uma olhada". Um composto escreve a `OPERATORS_EMAIL` uma vez quando o problema começa e uma vez quando ' +
        'acaba, não importa quantos alarmes tocaram; os contadores só recebem resultados. `ALARMS=off` deixa os alarmes de fora.',
    ],
    alarms: 'Os alarmes',
    heads: ['ponto crítico', 'sinal', 'alarme: toca em', 'diz', 'por mês'],
    severities: { broken: 'quebrado', look: 'vale uma olhada' },
    periods: (datapoints, periods, each) =>
      periods === 1 ? ` em ${each}` : ` em ${datapoints} de ${periods} períodos de ${each}`,
    onlyWith: { address: 'só com `NOTIFY_EMAIL`', 'request-metrics': 'só com `REQUEST_METRICS=on`' },
    price: ({ alarmMetrics, alarms, composites, metrics, together }, requests, dollars) =>
      `Ao todo ${dollars(together)} por mês: ${alarmMetrics} métricas em alarmes a ${dollars(0.1)}, menos as dez que uma conta tem ` +
      `de graça (${dollars(alarms)}), os compostos ${dollars(composites)}, as dez métricas do worker ${dollars(metrics)}. ` +
      `A última coluna é sem esse presente. \`REQUEST_METRICS=on\` acrescenta os dois alarmes sobre os números que o próprio S3 faz dos ` +
      `pedidos, e esses números, que o S3 cobra como métricas suas: até ${dollars(requests)}, por isso estão desligados. Preços de us-east-1; confira antes de contar com eles.`,
    runbook: 'Quando um toca',
    noData: 'Sem dados quer dizer',
    drills: 'Exercícios',
    drilling: [
      'Um alarme que nunca tocou é uma esperança. Um exercício quebra uma coisa, mostra o sinal, o alarme e o e-mail com os ' +
        'tempos, conserta com `up` e mostra o alarme voltando:',
      DRILLING,
    ],
    drillPicture:
      'O exercício mapping-off num terminal: o mapeamento é desligado, três alarmes tocam, up o liga de novo, os alarmes voltam, ' +
      'e uma tabela diz os segundos de cada passo.',
    drillHeads: ['exercício', 'o que se quebra', 'alarmes que tocam'],
    honest:
      'Cada exercício monta um contador de linhas só seu no estágio `drill` e depois o remove. A nuvem local não avalia alarmes; ali avalia ' +
      'o nosso avaliador, pelas regras do guia do CloudWatch ([src/watch](src/watch/evaluate.ts)), sobre números do log do worker, ' +
      'das filas, das funções e do cache; um período dura cerca de um segundo. Os estados são então informados aos alarmes de ' +
      'verdade, cujos compostos publicam os e-mails. Com `--aws` é o próprio CloudWatch que avalia, nos períodos dele: o ' +
      'exercício pergunta antes e diz quanto custa; `STAGE=drill npm run -s policy` imprime os direitos de que precisa lá. Os ' +
      'exercícios que precisam de um caminho até o cache, ou de dias, ficam de fora na AWS.',
    boards: 'Numa tela',
    watching: [
      '`npm run up` faz um painel no CloudWatch na ordem do caminho de um arquivo (CloudWatch > Dashboards). O mesmo painel para o Grafana:',
      BOARD,
      [
        '1. Connections > Add new connection > CloudWatch: credenciais que possam ler (`cloudwatch:GetMetricData`, `cloudwatch:ListMetrics`, `ec2:DescribeRegions`).',
        '2. Dashboards > New > Import > Upload JSON file: escolha `board.json`.',
        '3. Escolha fonte de dados, região e estágio acima do painel. Vermelho é onde um alarme tocaria.',
      ].join('\n'),
    ],
    queries: (names) => `Na AWS, CloudWatch > Logs Insights tem consultas salvas: ${names.join(', ')}.`,
  },
};

/** The table's units, which are in English there. */
const UNITS: Readonly<Record<string, string>> = {
  connections: 'conexões',
  files: 'arquivos',
  'hours with uploads and no record': 'horas com envios e nenhum registro',
  invocations: 'invocações',
  keys: 'chaves',
  mails: 'e-mails',
  messages: 'mensagens',
  milliseconds: 'milissegundos',
  'minutes of work waiting': 'minutos de trabalho esperando',
  percent: 'por cento',
  'periods with refused requests': 'períodos com pedidos recusados',
  requests: 'pedidos',
  'periods in which messages wait and nothing runs': 'períodos em que mensagens esperam e nada roda',
  'periods with mails that nobody got': 'períodos com e-mails que ninguém recebeu',
  'periods with records and no mail': 'períodos com registros e nenhum e-mail',
  reports: 'informes',
  'results a message that was done with': 'resultados por mensagem concluída',
  seconds: 'segundos',
};

/** @throws Error for a unit of the table that has no Portuguese word yet */
export function unitIn(language: Language, unit: string): string {
  const said = language === 'en' ? unit : UNITS[unit];
  if (said === undefined) throw new Error(`The unit "${unit}" has no Portuguese word: write one into UNITS.`);
  return said;
}
