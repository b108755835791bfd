// The alarms of the database: memory and storage that end.

import type { Row } from '../../../patterns/alarms/row.ts';
import { DATABASE, type Signals } from './signals.ts';

const BYTES = { en: 'bytes that are free', pt: 'bytes livres' };
const MEGABYTE = 1024 * 1024;

const ONLY_WHILE_IT_RUNS = {
  en: 'RDS reports only while the database runs; whether it is there, status tells',
  pt: 'o RDS só informa enquanto o banco roda; se ele existe, o status diz',
};

export const databaseRows = ({ memory, storage }: Signals): readonly Row[] => [
  {
    point: DATABASE,
    name: 'database-memory',
    severity: 'warning',
    watches: memory,
    rule: {
      ...{ rings: 'below', threshold: 100 * MEGABYTE, datapoints: 3, periods: 3, period: 300 },
      missing: 'notBreaching',
    },
    unit: BYTES,
    needsWatched: true,
    missingBecause: ONLY_WHILE_IT_RUNS,
    why: {
      en: 'The database has had less than 100 MB of free memory for a quarter of an hour. IAM authentication needs memory; with less, connections become slow and may fail.',
      pt: 'O banco tem menos de 100 MB de memória livre há um quarto de hora. A autenticação do IAM precisa de memória; com menos, as conexões ficam lentas e podem falhar.',
    },
    steps: {
      en: [
        'npm run logs -- csv-lake --errors: does the function fail to connect?',
        'Upload fewer files at once: each invocation has a connection of its own.',
        'Set DB_CLASS=db.t4g.small in .env; then npm run up -- csv-lake: the database restarts for some minutes.',
      ],
      pt: [
        'npm run logs -- csv-lake --errors: a função não consegue se conectar?',
        'Envie menos arquivos ao mesmo tempo: cada invocação tem sua própria conexão.',
        'Ponha DB_CLASS=db.t4g.small no .env; depois npm run up -- csv-lake: o banco reinicia por alguns minutos.',
      ],
    },
  },
  {
    point: DATABASE,
    name: 'database-storage',
    severity: 'broken',
    watches: storage,
    rule: {
      ...{ rings: 'below', threshold: 2048 * MEGABYTE, datapoints: 1, periods: 1, period: 300 },
      missing: 'notBreaching',
    },
    unit: BYTES,
    needsWatched: true,
    missingBecause: ONLY_WHILE_IT_RUNS,
    why: {
      en: 'The database has less than 2 GB of free storage. When it is full, RDS stops it, and no file can be loaded.',
      pt: 'O banco tem menos de 2 GB de armazenamento livre. Quando ele enche, o RDS o para, e nenhum arquivo pode ser carregado.',
    },
    steps: {
      en: [
        'npm run query -- --system csv-lake "select dataset, sum(rows) from ledger.files group by 1": which dataset is large?',
        'Upload a file with only its header in place of each that nobody needs: its rows go.',
        'Raise storage in src/systems/csv-lake/parts.ts; then npm run up -- csv-lake: it never shrinks again.',
      ],
      pt: [
        'npm run query -- --system csv-lake "select dataset, sum(rows) from ledger.files group by 1": qual conjunto é grande?',
        'Envie um arquivo só com o cabeçalho no lugar de cada um de que ninguém precisa: as linhas dele saem.',
        'Aumente storage em src/systems/csv-lake/parts.ts; depois npm run up -- csv-lake: ele nunca mais diminui.',
      ],
    },
  },
];
