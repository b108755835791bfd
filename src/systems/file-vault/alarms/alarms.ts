// The alarms of the file vault: its table and its words, given to the pattern. And its board for Grafana.

import type { Owned } from '../../../aws/clients.ts';
import { alarmParts } from '../../../patterns/alarms/alarm-parts.ts';
import type { AlarmWords, SavedQuery } from '../../../patterns/alarms/alarm-table.ts';
import { stageBoard } from '../../../patterns/alarms/stage-board.ts';
import { type Names, partNames, STACK } from '../names.ts';
import type { FileVaultSettings } from '../settings.ts';
import { graphs } from './graphs.ts';
import { vaultRows } from './rows.ts';
import { signals } from './signals.ts';

const WORDS: AlarmWords = {
  severities: {
    broken: { en: 'The vault makes no backups', pt: 'O cofre não faz backups' },
    warning: { en: 'Warning', pt: 'Aviso' },
  },
  operators: { en: 'File vault: operators', pt: 'Cofre: operadores' },
  intro: {
    en: 'The way of a document, from the sign-in to its backup.',
    pt: 'O caminho de um documento, da entrada ao backup.',
  },
  about: {
    topic: {
      what: {
        en: 'Alarms are published there, for operators.',
        pt: 'Nele se publicam os alarmes, para os operadores.',
      },
      why: {
        en: 'A backup that stops is noticed by nobody until it is needed.',
        pt: 'Ninguém percebe um backup que parou, até precisar dele.',
      },
    },
    dashboard: {
      what: {
        en: 'Sign-in, volume and backup in graphs, and the state of every alarm.',
        pt: 'Entrada, volume e backup em gráficos, e o estado de cada alarme.',
      },
      why: {
        en: 'One look tells whether what arrives is also copied.',
        pt: 'Um olhar mostra se o que chega também é copiado.',
      },
    },
    alarm: ({ point }) => ({
      en: `Critical point ${point.number} on the way from the sign-in to the backup.`,
      pt: `Ponto crítico ${point.number} no caminho da entrada ao backup.`,
    }),
  },
};

const QUERIES: readonly SavedQuery[] = [
  {
    name: 'what happened to this document',
    what: {
      en: 'Every line about one document, oldest first.',
      pt: 'Cada linha sobre um documento, da mais antiga à mais nova.',
    },
    query: 'fields time, action, outcome, actor, reason\n| filter document = "THE-ID"\n| sort time asc',
  },
  {
    name: 'who did what',
    what: { en: 'What people did, newest first.', pt: 'O que as pessoas fizeram, do mais novo ao mais antigo.' },
    query: 'fields time, actor, action, outcome, name, bytes\n| filter ispresent(actor)\n| sort time desc',
  },
];

export const vaultAlarms = (cloud: Owned, settings: FileVaultSettings, names: Names) =>
  alarmParts(cloud, {
    language: settings.NOTIFY_LANGUAGE,
    on: settings.ALARMS === 'on',
    operatorsEmail: settings.OPERATORS_EMAIL,
    names,
    rows: vaultRows(names),
    others: [],
    graphs: graphs(signals(names)),
    queries: QUERIES,
    says: WORDS,
  });

export const boardFor = (settings: FileVaultSettings) =>
  stageBoard(settings, {
    ...{ system: STACK, account: false, partNames },
    shown: (names) => ({ rows: vaultRows(names), graphs: graphs(signals(names)) }),
  });
