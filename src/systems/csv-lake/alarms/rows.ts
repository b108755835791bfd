// The alarms of the lake: why each matters here, and what to do then.

import type { Row } from '../../../patterns/alarms/row.ts';
import { type InvokedWords, invokedRows, nearTheEnd } from '../../../patterns/bucket-to-function/rows.ts';
import { LARGEST_FILE, TIMEOUT } from '../converter/limits.ts';
import { type PartNames, STACK } from '../names.ts';
import type { CsvLakeSettings } from '../settings.ts';
import { databaseRows } from './database.ts';
import { grafanaRows } from './grafana.ts';
import { signals } from './signals.ts';

const NEAR_THE_END = nearTheEnd(TIMEOUT);

const SAYS: InvokedWords = {
  errors: {
    en: 'A file that cannot be read is a record, not an error. An invocation that ends in an error could not reach S3, DynamoDB or the database, or ran out of memory; once may happen, twice is a fault.',
    pt: 'Um arquivo que não pode ser lido é um registro, não um erro. Uma invocação que termina em erro não alcançou o S3, o DynamoDB ou o banco, ou ficou sem memória; uma vez acontece, duas é defeito.',
  },
  slow: {
    why: {
      en: `An invocation took more than ${NEAR_THE_END} of its ${TIMEOUT} seconds: a file near the largest (${LARGEST_FILE} MB), many rows for DynamoDB, or a slow database. One that is not done in time is tried again.`,
      pt: `Uma invocação levou mais de ${NEAR_THE_END} dos seus ${TIMEOUT} segundos: um arquivo perto do maior (${LARGEST_FILE} MB), muitas linhas para o DynamoDB, ou um banco lento. A que não termina a tempo é tentada de novo.`,
    },
    steps: {
      en: [
        'npm run logs -- csv-lake: which file, how many bytes and rows?',
        'Set MAX_ITEMS in .env to fewer rows: DynamoDB takes most of the time.',
        'Cut the file into several, or raise TIMEOUT in src/systems/csv-lake/converter/limits.ts and run npm run up -- csv-lake.',
      ],
      pt: [
        'npm run logs -- csv-lake: qual arquivo, quantos bytes e linhas?',
        'Ponha menos linhas em MAX_ITEMS no .env: o DynamoDB leva a maior parte do tempo.',
        'Corte o arquivo em vários, ou aumente TIMEOUT em src/systems/csv-lake/converter/limits.ts e rode npm run up -- csv-lake.',
      ],
    },
  },
  failed: {
    en: 'An event failed three times: its file is not in the lake until somebody looks.',
    pt: 'Um evento falhou três vezes: seu arquivo não está no lago até alguém olhar.',
  },
  things: { en: 'files', pt: 'arquivos' },
  sendAgain: {
    en: 'Upload the files of that time again: list the folder in/ of the bucket in the S3 console.',
    pt: 'Envie de novo os arquivos daquele período: liste a pasta in/ do bucket no console do S3.',
  },
};

/** Of every setting. */
export const allRows = (names: PartNames): readonly Row[] => {
  const on = signals(names);
  const invoked = invokedRows(on, { system: STACK, timeoutSeconds: TIMEOUT, says: SAYS });
  return [...invoked, ...databaseRows(on), ...grafanaRows(on)];
};

/** Those that these settings ask for. */
export const lakeRows = (names: PartNames, { LAKE_GRAFANA }: Pick<CsvLakeSettings, 'LAKE_GRAFANA'>): readonly Row[] =>
  allRows(names).filter(({ onlyWith }) => !onlyWith || LAKE_GRAFANA === 'on');
