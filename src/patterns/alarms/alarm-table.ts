// What a system hands in to have alarms: its rows, its graphs, its saved queries, its names and its words.

import type { Purpose } from '../../engine/lifecycle.ts';
import type { Language, Text } from '../../engine/text.ts';
import type { Shown } from './graph.ts';
import type { Row, Severity } from './row.ts';

/** `rows` are the alarms that the settings ask for. */
export interface AlarmTable extends Shown {
  readonly language: Language;
  /** Shall there be alarms? The dashboard and the queries are there without them too. */
  readonly on: boolean;
  /** Who gets the mails. Without an address the alarms ring unheard. */
  readonly operatorsEmail: string | undefined;
  /** `stack` is what the names of all its alarms begin with; `broken` and `warning` are the composites. */
  readonly names: Readonly<Record<'stack' | 'operators' | 'dashboard' | Severity, string>>;
  /** Rows that the settings leave out. Their alarms may be there from an earlier run with other settings. */
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
  /** What the mails of the composites begin with. */
  readonly severities: Readonly<Record<Severity, Text>>;
  /** Whom the mails seem to come from: at most 100 characters. */
  readonly operators: Text;
  /** One sentence above the dashboard. */
  readonly intro: Text;
  readonly about: {
    /** The topic of its own for operators. */
    readonly topic: Purpose;
    readonly dashboard: Purpose;
    /** Why an alarm is there. */
    alarm(row: Row): Text;
  };
}
