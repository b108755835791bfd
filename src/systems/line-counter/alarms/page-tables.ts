// Tables about the alarms for the pages of this folder, in Markdown, made from the same rows as the alarms.
// So a page cannot name a threshold, a price or a step that the alarms do not have.

import type { Language } from '../../../engine/text.ts';
import { duration } from '../../../engine/wait.ts';
import { COMPOSITES, priceOf } from '../../../patterns/alarms/price.ts';
import { beyond, type Row } from '../../../patterns/alarms/row.ts';
import { REQUEST_METRICS, REQUEST_METRICS_PRICE } from '../../../resources/s3/bucket-settings.ts';
import { table } from '../../../screen/markdown.ts';
import { DRILLS } from '../drills/all.ts';
import { partNames } from '../names.ts';
import { POINTS } from './points.ts';
import { OWN_METRICS } from './signals.ts';
import { allRows, monthlyPrice, rowsFor } from './table.ts';

/** The tables show no names of resources, so any name is good. */
const named = partNames('stack', '000000000000');
const rows = allRows(named);

const WORDS = {
  en: {
    alarms: ['critical point', 'signal', 'alarm: it rings at', 'severity', 'a month'],
    severities: { broken: 'broken', warning: 'warning' },
    of: ['in', 'of', 'periods of'],
    only: 'only with',
    noData: 'No data means',
    drills: ['drill', 'what it breaks', 'alarms that ring'],
    costs: ['what', 'how many', 'a month'],
    metrics: ['metrics in alarms, ten are free', 'composite alarms', 'metrics of the worker, ten are free', 'together'],
    requests: 'metrics of S3 with `REQUEST_METRICS=on`, at most',
  },
  pt: {
    alarms: ['ponto crítico', 'sinal', 'alarme: dispara em', 'gravidade', 'por mês'],
    severities: { broken: 'quebrado', warning: 'aviso' },
    of: ['em', 'de', 'períodos de'],
    only: 'só com',
    noData: 'Sem dados significa',
    drills: ['simulado', 'o que ele quebra', 'alarmes que disparam'],
    costs: ['o quê', 'quantos', 'por mês'],
    metrics: [
      'métricas em alarmes, dez são grátis',
      'alarmes compostos',
      'métricas do worker, dez são grátis',
      'juntos',
    ],
    requests: 'métricas do S3 com `REQUEST_METRICS=on`, no máximo',
  },
} as const;
const RUNBOOK = { en: 'runbook.md', pt: 'runbook.pt-BR.md' } as const;

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;
const code = (text: string): string => `\`${text}\``;

export function alarmTable(language: Language): string {
  const { alarms, severities, only } = WORDS[language];
  const cells = rows.map((row) => [
    `${row.point.number} ${row.point.title[language]}`,
    signalOf(row),
    `[${code(row.name)}](${RUNBOOK[language]}#${row.name}): ${ringsWhen(row, language)}${row.onlyWith ? `, ${only} ${code(row.onlyWith)}` : ''}`,
    severities[row.severity],
    dollars(priceOf(row)),
  ]);
  return table(alarms, cells);
}

/** The price of the alarms in an account that has no others, with the most common settings. */
export function alarmPrices(language: Language): string {
  const { costs, metrics, requests } = WORDS[language];
  const usual = rowsFor(named, { NOTIFY_EMAIL: 'ana@example.com', REQUEST_METRICS: 'off', WEB: 'on' });
  const price = monthlyPrice(usual);
  return table(costs, [
    [metrics[0], String(price.alarmMetrics), dollars(price.alarms)],
    [metrics[1], String(COMPOSITES), dollars(price.composites)],
    [metrics[2], String(OWN_METRICS.length), dollars(price.metrics)],
    [`**${metrics[3]}**`, '', `**${dollars(price.together)}**`],
    [requests, String(REQUEST_METRICS.length), dollars(REQUEST_METRICS_PRICE)],
  ]);
}

export function drillTable(language: Language): string {
  const cells = DRILLS.map(({ name, breaks, rings }) => [code(name), breaks[language], rings.map(code).join(', ')]);
  return table(WORDS[language].drills, cells);
}

/** For each alarm a heading: why it is an alarm, three steps, and what missing data means. */
export function runbook(language: Language): string {
  return POINTS.flatMap((point) => [
    `## ${point.number} · ${point.title[language]}`,
    ...rows.filter((row) => row.point === point).map((row) => entry(row, language)),
  ]).join('\n\n');
}

function entry(row: Row, language: Language): string {
  const steps = row.steps[language].map((step, at) => `${at + 1}. ${withCode(step)}`);
  const silence = `${WORDS[language].noData} ${code(row.rule.missing)}: ${row.missingBecause[language]}.`;
  return [`### ${row.name}`, withCode(row.why[language]), steps.join('\n'), silence].join('\n\n');
}

/** A metric and its statistic; or a formula, and the metrics that its letters mean. */
function signalOf({ watches }: Row): string {
  if (!('formula' in watches)) return `${code(watches.metric)}, ${watches.statistic}`;
  const letters = Object.entries(watches.of).map(([letter, { metric }]) => `${letter} = ${metric}`);
  return `${code(watches.formula)}, ${letters.join(', ')}`;
}

/** "> 900 seconds in 3 of 3 periods of 1 min" */
export function ringsWhen(row: Row, language: Language): string {
  const [within, of, periodsOf] = WORDS[language].of;
  const { datapoints, periods, period } = row.rule;
  const several = periods === 1 ? '' : `${datapoints} ${of} ${periods} ${periodsOf} `;
  return `${beyond(row, language)} ${within} ${several}${duration(period)}`;
}

/** Commands are code on a page. In a mail they are plain words. */
const withCode = (sentence: string): string => sentence.replace(/npm run [\w-]+(?: -- [\w.-]*\w)?/g, code);
