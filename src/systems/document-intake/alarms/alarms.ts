// The alarms of the document intake: its table and its words, given to the pattern. And its board for Grafana.

import type { SavedQuery } from '../../../patterns/alarms/alarm-table.ts';
import { systemAlarms } from '../../../patterns/alarms/system-alarms.ts';
import { wayWords } from '../../../patterns/alarms/way-words.ts';
import { linesAboutOne, reasonsOf } from '../../../patterns/bucket-to-function/queries.ts';
import { partNames, STACK } from '../names.ts';
import { graphs } from './graphs.ts';
import { intakeRows } from './rows.ts';
import { signals } from './signals.ts';

const WORDS = wayWords({
  broken: { en: 'Documents have no result', pt: 'Há documentos sem resultado' },
  way: { en: 'from S3 to the result', pt: 'do S3 até o resultado' },
  operators: { en: 'Documents: operators', pt: 'Documentos: operadores' },
  intro: {
    en: 'The way of a document, from S3 to its result.',
    pt: 'O caminho de um documento, do S3 ao seu resultado.',
  },
  whyTopic: {
    en: 'A rejection tells of itself; a document that was never read must be told of by an alarm.',
    pt: 'Uma rejeição avisa por si; de um documento que nunca foi lido só um alarme avisa.',
  },
  dashboard: {
    what: {
      en: 'The way of a document in graphs, and the state of every alarm.',
      pt: 'O caminho de um documento em gráficos, e o estado de cada alarme.',
    },
    why: {
      en: 'One look tells whether every document has its result.',
      pt: 'Um olhar mostra se cada documento tem seu resultado.',
    },
  },
});

/** About the lines of reader/telemetry.ts. */
const QUERIES: readonly SavedQuery[] = [
  {
    name: 'what happened to this document',
    what: {
      en: 'Every line about one document, oldest first.',
      pt: 'Cada linha sobre um documento, da mais antiga à mais nova.',
    },
    query: linesAboutOne('status, kind, reason, summary'),
  },
  {
    name: 'why rejections',
    what: {
      en: 'What was rejected or failed, how often, for which reason, and when last.',
      pt: 'O que foi rejeitado ou falhou, quantas vezes, por qual motivo e quando pela última vez.',
    },
    query: reasonsOf('rejected'),
  },
];

export const { alarms, boardFor } = systemAlarms({
  ...{ system: STACK, partNames },
  rows: intakeRows,
  graphs: (names) => graphs(signals(names)),
  queries: QUERIES,
  says: WORDS,
});
