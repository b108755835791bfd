// The section on monitoring of both READMEs, written from the table of alarms: `npm run docs`.
// Notice: numbers, thresholds, reasons and runbooks exist once, in the table. A test fails when a README lags behind it.

import { duration } from './core/wait.ts';
import { DRILLS } from './drills/all.ts';
import { partNames } from './stacks/line-counter.ts';
import { QUERIES } from './stacks/watch/queries.ts';
import { type Language, POINTS, type Row, sign, signalsOf } from './stacks/watch/row.ts';
import { OWN_METRICS } from './stacks/watch/signals.ts';
import { allRows, monthlyPrice, priceOf } from './stacks/watch/table.ts';

/** Around the section in a README. */
export const MARKS = ['<!-- monitoring: npm run docs -->', '<!-- /monitoring -->'] as const;

const money = (dollars: number) => `$${dollars.toFixed(2)}`;

const SAYS = {
  en: {
    severities: { broken: 'the flow is broken', look: 'worth a look' },
    alarms: ['point', 'alarm', 'it watches', 'it rings when', 'nothing measured is', 'mail', 'a month'],
    runbook: ['when this rings', 'it means', 'first', 'then', 'then'],
    drills: ['drill', 'what is broken', 'alarms that ring'],
    missing: { notBreaching: 'good', breaching: 'bad', ignore: 'no change', missing: 'unknown' },
    when: (row: Row) => `${threshold(row)}, ${row.datapoints} of ${row.periods} periods of ${duration(row.period)}`,
    formula: 'formula over',
  },
  pt: {
    severities: { broken: 'o fluxo está quebrado', look: 'vale uma olhada' },
    alarms: ['ponto', 'alarme', 'observa', 'toca quando', 'nada medido é', 'e-mail', 'por mês'],
    runbook: ['quando este toca', 'significa', 'primeiro', 'depois', 'depois'],
    drills: ['exercício', 'o que se quebra', 'alarmes que tocam'],
    missing: { notBreaching: 'bom', breaching: 'mau', ignore: 'sem mudança', missing: 'desconhecido' },
    when: (row: Row) => `${threshold(row)}, ${row.datapoints} de ${row.periods} períodos de ${duration(row.period)}`,
    formula: 'fórmula sobre',
  },
} as const;

const threshold = (row: Row) => `${sign(row)} ${row.threshold} (${row.unit})`;

export function monitoringSection(language: Language): string {
  const rows = allRows(partNames('stack', ''));
  const says = SAYS[language];
  const price = monthlyPrice(rows);
  const text = TEXTS[language]({ rows, price });
  const alarms = rows.map((row) => [
    `${row.point} · ${POINTS[row.point][language]}`,
    `\`${row.name}\``,
    watched(row, says.formula),
    says.when(row),
    `${says.missing[row.missing]}: ${row.missingBecause[language]}`,
    says.severities[row.severity],
    money(priceOf(row)),
  ]);
  const runbook = rows.map(({ name, why, steps }) => [`\`${name}\``, why[language], ...steps[language].map(asCode)]);
  const drills = DRILLS.map(({ name, breaks, rings }) => [
    `\`npm run drill -- ${name}\``,
    breaks[language],
    rings.map((one) => `\`${one}\``).join(', '),
  ]);
  return [
    text.intro,
    table(says.alarms, alarms),
    text.runbook,
    table(says.runbook, runbook),
    text.boards,
    text.drills,
    table(says.drills, drills),
    text.honest,
  ].join('\n\n');
}

/** Puts the section between its marks. @throws Error when a README has none */
export function withSection(readme: string, language: Language): string {
  const [start, end] = MARKS.map((mark) => readme.indexOf(mark)) as [number, number];
  if (start < 0 || end < start) throw new Error(`A README lacks its marks ${MARKS.join(' and ')}.`);
  return `${readme.slice(0, start + MARKS[0].length)}\n${monitoringSection(language)}\n${readme.slice(end)}`;
}

const watched = (row: Row, over: string) => {
  const names = [...new Set(signalsOf(row).map(({ metric }) => `\`${metric}\``))].join(', ');
  return 'formula' in row.watches ? `${over} ${names}` : `${names} (${row.watches.statistic})`;
};

/** Commands in a sentence as code. */
const asCode = (sentence: string) => sentence.replaceAll(/npm run [\w-]+(?: -- [\w.]+)?/g, '`$&`');

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
const escaped = (cell: string) => cell.replaceAll('|', '\\|');

type Facts = { rows: readonly Row[]; price: ReturnType<typeof monthlyPrice> };

const TEXTS = {
  en: ({ rows, price }: Facts) => ({
    intro: `A file has six places to get stuck in, and each is watched. The numbers come from AWS (free) and from ${OWN_METRICS.length} metrics that
the worker writes into its own log. ${rows.length} alarms hold them against thresholds, silently: two composite alarms watch over those
and send one mail when anything of theirs rings, and one when it is over. Mails go to \`OPERATORS_EMAIL\`, on a topic of its own,
never to the accountants. Without an address the alarms ring unheard, and \`npm run up\` says so.

**What it costs**: ${price.alarmMetrics} metrics in alarms at $0.10 a month, ten of them free: ${money(price.alarms)}; two composite alarms: ${money(price.composites)};
${OWN_METRICS.length} metrics of our own, one dashboard, the saved queries: free. Together **${money(price.together)} a month**, charged by the hour; \`ALARMS=off\` takes the
alarms away. (Prices of us-east-1; the free ones are an account's, not a stack's.)`,
    runbook: '**When one rings**, its text in CloudWatch says the same as this table:',
    boards: `**To see it**: the dashboard \`ada-dev-line-counter-us-east-1\` in CloudWatch shows the way of a file in six lines, with the state of every alarm
above. Logs Insights has ${QUERIES.length} saved queries: ${QUERIES.map(({ name }) => `"${name}"`).join(', ')}. For Grafana:

\`\`\`sh
npm run -s grafana > board.json          # asks no cloud; the -s keeps npm's own lines out of the file
\`\`\`

Grafana > Connections > CloudWatch (an access key that may read metrics is enough), then Dashboards > New > Import > Upload JSON
file. Stage and region can be chosen on the board; a tile for each alarm holds the same number against the same threshold.`,
    drills: `**To see it ring**: each drill builds a line counter of its own in stage \`drill\`, breaks one thing, waits for alarm and mail, mends it with what
\`npm run up\` does, waits until the alarm has gone back, and takes the stage down. \`npm run drill -- all\` plays them one after the other and
ends with a table of points, signals, alarms and seconds.`,
    honest: `The local cloud evaluates no alarm on what AWS services measure, so on it our own evaluator does, by the rules of CloudWatch's user guide
(\`src/watch\`), on numbers taken from the worker's log, the queues, the functions and the cache; a period is played in 0.3 or 1.2 seconds. The
states are then told to the real alarms, whose composites publish the mails. With \`--aws\` CloudWatch itself evaluates, in its own
periods: the drill asks first, and says what it costs.`,
  }),
  pt: ({ rows, price }: Facts) => ({
    intro: `Um arquivo pode emperrar em seis lugares, e cada um é vigiado. Os números vêm da AWS (grátis) e de ${OWN_METRICS.length} métricas que o worker escreve
no próprio log. ${rows.length} alarmes os comparam com limites, em silêncio: dois alarmes compostos olham por eles e mandam um e-mail
quando algo toca, e outro quando passou. Os e-mails vão para \`OPERATORS_EMAIL\`, num tópico só deles, nunca para os
contadores. Sem endereço, os alarmes tocam sem ninguém ouvir, e \`npm run up\` avisa.

**Quanto custa**: ${price.alarmMetrics} métricas em alarmes a $0.10 por mês, dez delas grátis: ${money(price.alarms)}; dois alarmes compostos: ${money(price.composites)};
${OWN_METRICS.length} métricas nossas, um painel, as consultas salvas: grátis. Juntos **${money(price.together)} por mês**, cobrados por hora; \`ALARMS=off\` retira os
alarmes. (Preços de us-east-1; o que é grátis é da conta, não do sistema.)`,
    runbook: '**Quando um toca**, o texto dele no CloudWatch diz o mesmo que esta tabela:',
    boards: `**Para ver**: o painel \`ada-dev-line-counter-us-east-1\` no CloudWatch mostra o caminho de um arquivo em seis linhas, com o estado de cada
alarme em cima. O Logs Insights tem ${QUERIES.length} consultas salvas: ${QUERIES.map(({ name }) => `"${name}"`).join(', ')}. Para o Grafana:

\`\`\`sh
npm run -s grafana > board.json          # não pergunta a nuvem nenhuma; o -s deixa fora as linhas do próprio npm
\`\`\`

Grafana > Connections > CloudWatch (basta uma chave que possa ler métricas), depois Dashboards > New > Import > Upload JSON
file. Estágio e região se escolhem no painel; um quadro por alarme compara o mesmo número com o mesmo limite.`,
    drills: `**Para ver tocar**: cada exercício monta um sistema só seu no estágio \`drill\`, quebra uma coisa, espera o alarme e o e-mail, conserta com o que
\`npm run up\` faz, espera o alarme voltar e remove o estágio. \`npm run drill -- all\` faz todos, um depois do outro, e
termina com uma tabela de pontos, sinais, alarmes e segundos.`,
    honest: `A nuvem local não avalia alarmes sobre o que os serviços da AWS medem; nela avalia o nosso avaliador, pelas regras do guia do CloudWatch
(\`src/watch\`), sobre números tirados do log do worker, das filas, das funções e do cache; um período dura 0,3 ou 1,2 segundo. Os
estados são então informados aos alarmes de verdade, cujos compostos publicam os e-mails. Com \`--aws\` é o próprio CloudWatch que
avalia, nos períodos dele: o exercício pergunta antes, e diz quanto custa.`,
  }),
};
