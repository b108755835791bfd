// The alarms of the audit log: its table and its words, given to the pattern. And its board for Grafana.

import type { SavedQuery } from '../../../patterns/alarms/alarm-table.ts';
import { systemAlarms } from '../../../patterns/alarms/system-alarms.ts';
import { wayWords } from '../../../patterns/alarms/way-words.ts';
import { linesAboutOne, reasonsOf } from '../../../patterns/bucket-to-function/queries.ts';
import { partNames, STACK } from '../names.ts';
import { graphs } from './graphs.ts';
import { auditRows } from './rows.ts';
import { signals } from './signals.ts';

const WORDS = wayWords({
  broken: { en: 'The audit log has gaps', pt: 'O registro de auditoria tem lacunas' },
  way: { en: 'from S3 to the item', pt: 'do S3 até o item' },
  operators: { en: 'Audit log: operators', pt: 'Auditoria: operadores' },
  intro: { en: 'The way of an event, from S3 to its item.', pt: 'O caminho de um evento, do S3 ao seu item.' },
  whyTopic: {
    en: 'A gap in an audit log is noticed by nobody, so it must tell of itself.',
    pt: 'Ninguém percebe uma lacuna num registro de auditoria, então ela mesma precisa avisar.',
  },
  dashboard: {
    what: {
      en: 'The way of an event in graphs, and the state of every alarm.',
      pt: 'O caminho de um evento em gráficos, e o estado de cada alarme.',
    },
    why: {
      en: 'One look tells whether every event has its item.',
      pt: 'Um olhar mostra se cada evento tem seu item.',
    },
  },
});

/** About the lines of writer/telemetry.ts. */
const QUERIES: readonly SavedQuery[] = [
  {
    name: 'what happened to this file',
    what: {
      en: 'Every line about one file, oldest first.',
      pt: 'Cada linha sobre um arquivo, da mais antiga à mais nova.',
    },
    query: linesAboutOne('event, status, format, lines, reason'),
  },
  {
    name: 'why failures',
    what: {
      en: 'What failed, how often, for which reason, and when last.',
      pt: 'O que falhou, quantas vezes, por qual motivo e quando pela última vez.',
    },
    query: reasonsOf('failure'),
  },
];

export const { alarms, boardFor } = systemAlarms({
  ...{ system: STACK, partNames },
  rows: auditRows,
  graphs: (names) => graphs(signals(names)),
  queries: QUERIES,
  says: WORDS,
});
