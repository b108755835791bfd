// The alarms of one system in every shape: their parts for a stage, and the board for Grafana, which is for all stages.

import type { Owned } from '../../aws/clients.ts';
import type { Settings } from '../../settings/settings.ts';
import { alarmParts } from './alarm-parts.ts';
import type { AlarmTable } from './alarm-table.ts';
import type { Graph } from './graph.ts';
import type { Row } from './row.ts';

export interface SystemAlarms<Names, Own extends Settings> extends Pick<AlarmTable, 'queries' | 'says'> {
  /** "audit-log" */
  readonly system: string;
  partNames(stack: string, account: string): Names;
  /** The alarms that these settings ask for. */
  rows(names: Names, settings: Own): readonly Row[];
  /** The alarms of any settings. Default: those of `rows`. */
  allRows?(names: Names): readonly Row[];
  graphs(names: Names): readonly Graph[];
  /** Does a name on the board end in the number of the account? Default: no. */
  namesAccount?(settings: Own): boolean;
}

export function systemAlarms<Names extends Omit<AlarmTable['names'], 'dashboard'>, Own extends Settings>(
  its: SystemAlarms<Names, Own>,
) {
  const { system, partNames, rows, allRows, graphs, namesAccount, queries, says } = its;
  return {
    alarms(cloud: Owned, settings: Own, names: Names & AlarmTable['names']) {
      const wanted = rows(names, settings);
      const isWanted = new Set(wanted.map(({ name }) => name));
      return alarmParts(cloud, {
        language: settings.NOTIFY_LANGUAGE,
        on: settings.ALARMS === 'on',
        operatorsEmail: settings.OPERATORS_EMAIL,
        names,
        rows: wanted,
        others: (allRows?.(names) ?? []).filter(({ name }) => !isWanted.has(name)),
        graphs: graphs(names),
        queries,
        says,
      });
    },

    /** Loads what builds boards for Grafana: 230 files, which no `up` should wait for. */
    async boardFor(settings: Own) {
      const { stageBoard } = await import('./stage-board.ts');
      return stageBoard(settings, {
        ...{ system, partNames, account: namesAccount?.(settings) ?? false },
        shown: (names) => ({ rows: rows(names, settings), graphs: graphs(names) }),
      });
    },
  };
}
