// The section "Monitoring strategy" of the READMEs, made from the table of alarms.
// Notice: an alarm's threshold, price and runbook stand in the table alone, so the page cannot say anything else than
// what is watched. What is said around the tables is in words.ts.

import type { Language } from '../engine/text.ts';
import { duration } from '../engine/wait.ts';
import { priceOf } from '../patterns/alarms/price.ts';
import { beyond, type Point, type Row } from '../patterns/alarms/row.ts';
import { REQUEST_METRICS_PRICE } from '../resources/s3/bucket-settings.ts';
import { POINTS } from '../systems/line-counter/alarms/points.ts';
import { QUERIES } from '../systems/line-counter/alarms/queries.ts';
import { allRows, monthlyPrice, rowsFor } from '../systems/line-counter/alarms/table.ts';
import { DRILLS } from '../systems/line-counter/drills/all.ts';
import { partNames } from '../systems/line-counter/names.ts';
import { words } from './words.ts';

/** Names do not show in the section; these serve to make the rows. */
const is = partNames('stack', '000000000000');
const rows = allRows(is);
const usual = rowsFor(is, { NOTIFY_EMAIL: 'somebody', REQUEST_METRICS: 'off' });

/** Markdown, without the comments around it. */
export function monitoringSection(language: Language): string {
  const say = words[language];
  return [
    `## ${say.title}`,
    ...say.introduction,
    `### ${say.alarms}`,
    alarmTable(language),
    say.price(monthlyPrice(usual), REQUEST_METRICS_PRICE, dollars),
    `### ${say.runbook}`,
    ...POINTS.map((point) => runbookOf(point, language)),
    `### ${say.drills}`,
    ...say.drilling,
    `![${say.drillPicture}](src/docs/pictures/drill.svg)`,
    drillTable(language),
    say.honest,
    `### ${say.boards}`,
    ...say.watching,
    say.queries(QUERIES.map(({ name }) => `"${name}"`)),
  ].join('\n\n');
}

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;
const code = (text: string): string => `\`${text}\``;

function alarmTable(language: Language): string {
  const { heads, severities, onlyWith } = words[language];
  const cells = rows.map((row) => [
    `${row.point.number} ${row.point.title[language]}`,
    signalOf(row),
    `${code(row.name)}: ${ringsWhen(row, language)}${row.onlyWith ? `, ${onlyWith} ${code(row.onlyWith)}` : ''}`,
    severities[row.severity],
    dollars(priceOf(row)),
  ]);
  return table(heads, cells);
}

function drillTable(language: Language): string {
  const cells = DRILLS.map(({ name, breaks, rings }) => [code(name), breaks[language], rings.map(code).join(', ')]);
  return table(words[language].drillHeads, cells);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const [head, ...lines] = [heads, ...rows].map((row) => `| ${row.join(' | ')} |`);
  return [head, `|${'---|'.repeat(heads.length)}`, ...lines].join('\n');
}

/** `Errors` (Sum); or the formula, and the metrics that its letters stand for. */
function signalOf({ watches }: Row): string {
  if (!('formula' in watches)) return `${code(watches.metric)}, ${watches.statistic}`;
  const letters = Object.entries(watches.of).map(([letter, { metric }]) => `${letter} = ${metric}`);
  return `${code(watches.formula)}, ${letters.join(', ')}`;
}

/** "> 900 seconds in 3 of 3 periods of 1 min" */
export function ringsWhen(row: Row, language: Language): string {
  const { datapoints, periods, period } = row.rule;
  return `${beyond(row, language)}${words[language].periods(datapoints, periods, duration(period))}`;
}

/** A point's alarms, folded away until somebody needs them. */
function runbookOf(point: Point, language: Language): string {
  const { noData } = words[language];
  const alarms = rows.filter((row) => row.point === point);
  const parts = alarms.map((row) => {
    const steps = row.steps[language].map((step, at) => `${at + 1}. ${withCode(step)}`);
    const silence = `${noData} ${code(row.rule.missing)}: ${row.missingBecause[language]}.`;
    return [`**${row.name}.** ${withCode(row.why[language])}`, steps.join('\n'), silence].join('\n\n');
  });
  const title = `${point.number} · ${point.title[language]}: ${alarms.map(({ name }) => name).join(', ')}`;
  return [`<details><summary>${title}</summary>`, ...parts, '</details>'].join('\n\n');
}

/** Commands stand in the table as a person reads them in a mail; on a page they are code. */
const withCode = (sentence: string): string => sentence.replace(/npm run [\w-]+(?: -- [\w.-]*\w)?/g, code);
