// What a system hands in to have alarms: its rows, its graphs, its saved queries, its names and its words.

import type { Purpose } from '../../engine/lifecycle.ts';
import type { Language, Text } from '../../engine/text.ts';
import type { Shown } from './graph.ts';
import type { Row, Severity } from './row.ts';

/** `rows` are the alarms that the settings ask for. */
export interface AlarmTable extends Shown {
  readonly language: Language;
  /** Are there alarms? The dashboard and the queries exist without them too. */
  readonly on: boolean;
  /** Who gets the mails. Without an address nobody gets one. */
  readonly operatorsEmail: string | undefined;
  /** `stack` begins the names of all its alarms; `broken` and `warning` are the composites. */
  readonly names: Readonly<Record<'stack' | 'operators' | 'dashboard' | Severity, string>>;
  /** Alarms that the settings do not ask for. They may exist from an earlier run with other settings. */
  readonly others: readonly Row[];
  readonly queries: readonly SavedQuery[];
  readonly says: AlarmWords;
}

export interface SavedQuery {
  readonly name: string;
  readonly what: Text;
  /** Logs Insights QL. */
  readonly query: string;
}

export interface AlarmWords {
  /** The first words of the composites' mails. */
  readonly severities: Readonly<Record<Severity, Text>>;
  /** The sender's name in the mails: at most 100 characters. */
  readonly operators: Text;
  /** One sentence above the dashboard. */
  readonly intro: Text;
  readonly about: {
    /** Why operators have their own topic. */
    readonly topic: Purpose;
    readonly dashboard: Purpose;
    /** Why an alarm is there. */
    alarm(row: Row): Text;
  };
}
