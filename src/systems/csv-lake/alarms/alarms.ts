// The alarms of the lake: its table and its words, given to the pattern. And its board for Grafana.

import type { SavedQuery } from '../../../patterns/alarms/alarm-table.ts';
import { systemAlarms } from '../../../patterns/alarms/system-alarms.ts';
import { wayWords } from '../../../patterns/alarms/way-words.ts';
import { linesAboutOne, reasonsOf } from '../../../patterns/bucket-to-function/queries.ts';
import { type PartNames, partNames, STACK } from '../names.ts';
import type { CsvLakeSettings } from '../settings.ts';
import { graphs } from './graphs.ts';
import { allRows, lakeRows } from './rows.ts';
import { signals } from './signals.ts';

const WORDS = wayWords({
  broken: { en: 'The lake is incomplete', pt: 'O lago está incompleto' },
  way: { en: 'from S3 to the rows', pt: 'do S3 até as linhas' },
  operators: { en: 'CSV lake: operators', pt: 'Lago de CSV: operadores' },
  intro: {
    en: 'The way of a file, from S3 to its rows.',
    pt: 'O caminho de um arquivo, do S3 às suas linhas.',
  },
  whyTopic: {
    en: 'Whoever reads a table cannot see that a file is missing from it.',
    pt: 'Quem lê uma tabela não vê que falta um arquivo nela.',
  },
  dashboard: {
    what: {
      en: 'The way of a file in graphs, and the state of every alarm.',
      pt: 'O caminho de um arquivo em gráficos, e o estado de cada alarme.',
    },
    why: {
      en: 'One look tells whether every file is in the lake.',
      pt: 'Um olhar mostra se cada arquivo está no lago.',
    },
  },
});

/** About the lines of converter/telemetry.ts. */
const QUERIES: readonly SavedQuery[] = [
  {
    name: 'what happened to this file',
    what: {
      en: 'Every line about one file, oldest first.',
      pt: 'Cada linha sobre um arquivo, da mais antiga à mais nova.',
    },
    query: linesAboutOne('status, dataset, rows, bytes, reason'),
  },
  {
    name: 'why refused',
    what: {
      en: 'What was refused, how often, for which reason, and when last.',
      pt: 'O que foi recusado, quantas vezes, por qual motivo e quando pela última vez.',
    },
    query: reasonsOf('failure'),
  },
];

export const { alarms, boardFor } = systemAlarms<PartNames, CsvLakeSettings>({
  ...{ system: STACK, partNames },
  ...{ rows: lakeRows, allRows },
  graphs: (names) => graphs(signals(names)),
  queries: QUERIES,
  says: WORDS,
});
