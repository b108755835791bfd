// A row of a table of alarms: which critical point, which number, when it is an alarm, why, and what to do then.
// A system hands in its rows as data. The alarm in CloudWatch, the boards, the pages and the drills are made from them.

import type { Language, Text } from '../../engine/text.ts';

/** A place on the data's way through a system where data can get stuck. */
export interface Point {
  /** Its position on the way, from 1. */
  readonly number: number;
  readonly title: Text;
}

export type Statistic = 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'SampleCount' | 'p95';

/** A metric in CloudWatch, with one statistic of it. */
export interface Signal {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
}

/** Metrics of one namespace with the same dimensions, by their names. */
export const metricsOf =
  (namespace: string, dimensions: Signal['dimensions']) =>
  (metric: string, statistic: Statistic): Signal => ({ namespace, metric, dimensions, statistic });

/** What a period without a measurement counts as (user guide, "Configuring how alarms treat missing data"). */
export type Missing = 'notBreaching' | 'breaching' | 'ignore' | 'missing';

/** When the state is ALARM. */
export interface Rule {
  readonly rings: 'above' | 'below';
  readonly threshold: number;
  /** How many of the newest `periods` must be beyond the threshold. */
  readonly datapoints: number;
  readonly periods: number;
  readonly missing: Missing;
}

/** `broken`: the system does not do its work. `warning`: it works, and somebody should look soon. */
export type Severity = 'broken' | 'warning';

export interface Row {
  readonly point: Point;
  /** "queue-age": the alarm's name is the stack's name and this. */
  readonly name: string;
  readonly severity: Severity;
  /** One number; or several, by their letters in the formula. */
  readonly watches: Signal | { readonly formula: string; readonly of: Readonly<Record<string, Signal>> };
  /** `period` is in seconds. */
  readonly rule: Rule & { readonly period: number };
  /** What the threshold counts: "seconds", "messages". */
  readonly unit: Text;
  /** The alarm is made after what it watches, because before that "no data" looks like "lost". */
  readonly needsWatched?: boolean;
  /** The alarm exists only with this setting of `.env`: "REQUEST_METRICS=on". */
  readonly onlyWith?: string;
  /** Why missing data is treated so. */
  readonly missingBecause: Text;
  readonly why: Text;
  /** The runbook: three steps, in this order. */
  readonly steps: Readonly<Record<Language, readonly [string, string, string]>>;
}

/** The name of a row's alarm in CloudWatch. */
export const alarmName = ({ stack }: { stack: string }, { name }: Pick<Row, 'name'>): string => `${stack}-${name}`;

/** The numbers of a row; each is billed. */
export const signalsOf = ({ watches }: Pick<Row, 'watches'>): readonly Signal[] =>
  'formula' in watches ? Object.values(watches.of) : [watches];

/** "> 900 seconds": beyond this the state is ALARM. */
export const beyond = ({ rule, unit }: Pick<Row, 'rule' | 'unit'>, language: Language): string =>
  `${rule.rings === 'above' ? '>' : '<'} ${rule.threshold} ${unit[language]}`;
