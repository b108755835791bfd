// The alarms of the file vault: its table and its words, given to the pattern. And its board for Grafana.

import type { SavedQuery } from '../../../patterns/alarms/alarm-table.ts';
import { systemAlarms } from '../../../patterns/alarms/system-alarms.ts';
import { wayWords } from '../../../patterns/alarms/way-words.ts';
import { partNames, STACK } from '../names.ts';
import { graphs } from './graphs.ts';
import { vaultRows } from './rows.ts';
import { signals } from './signals.ts';

const WORDS = wayWords({
  broken: { en: 'The vault makes no backups', pt: 'O cofre não faz backups' },
  way: { en: 'from the sign-in to the backup', pt: 'da entrada ao backup' },
  operators: { en: 'File vault: operators', pt: 'Cofre: operadores' },
  intro: {
    en: 'The way of a document, from the sign-in to its backup.',
    pt: 'O caminho de um documento, da entrada ao backup.',
  },
  whyTopic: {
    en: 'A backup that stops is noticed by nobody until it is needed.',
    pt: 'Ninguém percebe um backup que parou, até precisar dele.',
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
});

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

export const { alarms, boardFor } = systemAlarms({
  ...{ system: STACK, partNames },
  rows: vaultRows,
  graphs: (names) => graphs(signals(names)),
  queries: QUERIES,
  says: WORDS,
});
