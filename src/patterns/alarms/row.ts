// A row of the table of alarms: which critical point, which number, when it rings, why, and what to do then.
// Notice: everything that is said about an alarm comes from its row: the alarm in CloudWatch, the section in the
// README, the drill. A row that is wrong is wrong everywhere, and so is found.

import type { Signal } from '../../systems/line-counter/alarms/signals.ts';

/** The six critical points of the system, in the order of a file's way. */
export const POINTS = {
  1: { en: 'Uploads', pt: 'Envios' },
  2: { en: 'Queue', pt: 'Fila' },
  3: { en: 'Function', pt: 'Função' },
  4: { en: 'Cache', pt: 'Cache' },
  5: { en: 'Records', pt: 'Registros' },
  6: { en: 'Notification', pt: 'Notificação' },
} as const;
export type Point = keyof typeof POINTS;

export type Language = 'en' | 'pt';
export type Said = Readonly<Record<Language, string>>;

/** How CloudWatch takes a period in which nothing was measured (user guide, "Configuring how alarms treat missing data"). */
export type Missing = 'notBreaching' | 'breaching' | 'ignore' | 'missing';

/** What is said about an alarm. */
export interface Words {
  /** Why missing data means what it means there. */
  readonly missingBecause: Said;
  readonly why: Said;
  /** The runbook: three steps, in this order. */
  readonly steps: Readonly<Record<Language, readonly [string, string, string]>>;
}

/** What not every system has: somebody who should get mails; S3's paid metrics about requests. */
export type Extra = 'address' | 'request-metrics';

export interface Row extends Words {
  readonly point: Point;
  /** "queue-age": the alarm's name is the stack's and this. */
  readonly name: string;
  /** `broken` rings "the flow is broken"; `look` rings "worth a look". */
  readonly severity: 'broken' | 'look';
  /** One number; or several, by the letters that stand for them in the formula. */
  readonly watches: Signal | { readonly formula: string; readonly of: Readonly<Record<string, Signal>> };
  /** Seconds. */
  readonly period: number;
  /** It rings when so many of the last … */
  readonly datapoints: number;
  /** … so many periods are beyond the threshold. */
  readonly periods: number;
  readonly rings: 'above' | 'below';
  readonly threshold: number;
  /** What the threshold counts: "seconds", "messages". */
  readonly unit: string;
  readonly missing: Missing;
  /** Only where the cache is there already can it be missed. */
  readonly needsCache?: boolean;
  /** Rows of the table that only some systems have. */
  readonly onlyWith?: Extra;
}

/** The name of a row's alarm in CloudWatch. */
export const alarmName = ({ stack }: { stack: string }, { name }: Pick<Row, 'name'>): string => `${stack}-${name}`;

/** The numbers a row is made of; each is billed. */
export const signalsOf = ({ watches }: Pick<Row, 'watches'>): readonly Signal[] =>
  'formula' in watches ? Object.values(watches.of) : [watches];

/** "> 900 seconds, in 3 of 3 periods of 1 min" is made of this where it is shown. */
export const sign = ({ rings }: Pick<Row, 'rings'>): '>' | '<' => (rings === 'above' ? '>' : '<');
