// The alarms of the document intake: its table and its words, given to the pattern. And its board for Grafana.

import type { Owned } from '../../../aws/clients.ts';
import { alarmParts } from '../../../patterns/alarms/alarm-parts.ts';
import type { AlarmWords, SavedQuery } from '../../../patterns/alarms/alarm-table.ts';
import { stageBoard } from '../../../patterns/alarms/stage-board.ts';
import { linesAboutOne, reasonsOf } from '../../../patterns/bucket-to-function/queries.ts';
import { type Names, partNames, STACK } from '../names.ts';
import type { DocumentIntakeSettings } from '../settings.ts';
import { graphs } from './graphs.ts';
import { intakeRows } from './rows.ts';
import { signals } from './signals.ts';

const WORDS: AlarmWords = {
  severities: {
    broken: { en: 'Documents have no result', pt: 'Há documentos sem resultado' },
    warning: { en: 'Warning', pt: 'Aviso' },
  },
  operators: { en: 'Documents: operators', pt: 'Documentos: operadores' },
  intro: {
    en: 'The way of a document, from S3 to its result.',
    pt: 'O caminho de um documento, do S3 ao seu resultado.',
  },
  about: {
    topic: {
      what: {
        en: 'Alarms are published there, for operators.',
        pt: 'Nele se publicam os alarmes, para os operadores.',
      },
      why: {
        en: 'A rejection tells of itself; a document that was never read must be told of by an alarm.',
        pt: 'Uma rejeição avisa por si; de um documento que nunca foi lido só um alarme avisa.',
      },
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
    alarm: ({ point }) => ({
      en: `Critical point ${point.number} on the way from S3 to the result.`,
      pt: `Ponto crítico ${point.number} no caminho do S3 até o resultado.`,
    }),
  },
};

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

export const intakeAlarms = (cloud: Owned, settings: DocumentIntakeSettings, names: Names) =>
  alarmParts(cloud, {
    language: settings.NOTIFY_LANGUAGE,
    on: settings.ALARMS === 'on',
    operatorsEmail: settings.OPERATORS_EMAIL,
    names,
    rows: intakeRows(names),
    others: [],
    graphs: graphs(signals(names)),
    queries: QUERIES,
    says: WORDS,
  });

export const boardFor = (settings: DocumentIntakeSettings) =>
  stageBoard(settings, {
    ...{ system: STACK, account: false, partNames },
    shown: (names) => ({ rows: intakeRows(names), graphs: graphs(signals(names)) }),
  });
