// What the section "Monitoring strategy" says around its tables: the same pieces in both languages.
// Notice: no number that the table of alarms knows stands here; each comes from there.

import type { Severity } from '../../patterns/alarms/row.ts';
import type { monthlyPrice } from '../../systems/line-counter/alarms/table.ts';

type Price = ReturnType<typeof monthlyPrice>;

export interface Around {
  readonly title: string;
  readonly introduction: readonly string[];
  readonly alarms: string;
  readonly heads: readonly string[];
  readonly severities: Readonly<Record<Severity, string>>;
  /** What follows the unit; without a word where there is but one period. */
  periods(datapoints: number, periods: number, each: string): string;
  /** Before the setting without which there is no such alarm. */
  readonly onlyWith: string;
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

export const DRILLING = ['```sh', 'npm run drill -- all', '```'].join('\n');
export const BOARD = ['```sh', 'npm run -s grafana > board.json', '```'].join('\n');
