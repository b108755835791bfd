// The alarms of the line counter: its table and its words, handed to the pattern.

import type { Owned } from '../../../aws/clients.ts';
import { type AlarmWords, alarmParts } from '../../../patterns/alarms/alarm-parts.ts';
import type { Names } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { graphs } from './graphs.ts';
import { QUERIES } from './queries.ts';
import { signals } from './signals.ts';
import { allRows, rowsFor } from './table.ts';

const WORDS: AlarmWords = {
  severities: {
    broken: { en: 'The flow is broken', pt: 'O fluxo está quebrado' },
    warning: { en: 'Warning', pt: 'Aviso' },
  },
  operators: { en: 'Line counter: operators', pt: 'Contador: operadores' },
  topic: {
    what: 'Another notice board: alarms are published there, for operators.',
    why: 'Accountants hear of results, operators of trouble; neither should get the other’s mail.',
  },
  dashboard: {
    en: 'The way of a file, from the upload to the mail.',
    pt: 'O caminho de um arquivo, do envio ao e-mail.',
  },
  why: ({ point }) => `Point ${point.number} of the monitoring strategy; npm run drill shows it ring.`,
};

export function lineCounterAlarms(cloud: Owned, settings: LineCounterSettings, names: Names) {
  const rows = rowsFor(names, settings);
  const wanted = new Set(rows.map(({ name }) => name));
  return alarmParts(cloud, {
    language: settings.NOTIFY_LANGUAGE,
    on: settings.ALARMS === 'on',
    operatorsEmail: settings.OPERATORS_EMAIL,
    names,
    rows,
    others: allRows(names).filter(({ name }) => !wanted.has(name)),
    graphs: graphs(signals(names)),
    queries: QUERIES,
    says: WORDS,
  });
}
