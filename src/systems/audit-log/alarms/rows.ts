// The alarms of the audit log: why each matters here, and what to do then.

import type { Row } from '../../../patterns/alarms/row.ts';
import { type InvokedWords, invokedRows, nearTheEnd } from '../../../patterns/bucket-to-function/rows.ts';
import { WRITER_TIMEOUT } from '../limits.ts';
import { type PartNames, STACK } from '../names.ts';
import { signals } from './signals.ts';

const NEAR_THE_END = nearTheEnd(WRITER_TIMEOUT);

const SAYS: InvokedWords = {
  errors: {
    en: 'A broken file is an item, not an error. An invocation that ends in an error could not read S3, could not write to DynamoDB, or crashed; once may happen, twice is a fault.',
    pt: 'Um arquivo quebrado é um item, não um erro. Uma invocação que termina em erro não conseguiu ler o S3, não conseguiu gravar no DynamoDB ou caiu; uma vez acontece, duas é defeito.',
  },
  slow: {
    why: {
      en: `An invocation took more than ${NEAR_THE_END} of its ${WRITER_TIMEOUT} seconds: larger files than thought, or S3 is slow. A file that is not read in time is a failure in the log.`,
      pt: `Uma invocação levou mais de ${NEAR_THE_END} dos seus ${WRITER_TIMEOUT} segundos: arquivos maiores que o previsto, ou o S3 está lento. Um arquivo que não é lido a tempo é uma falha no registro.`,
    },
    steps: {
      en: [
        'npm run records -- --system audit-log --failures: is a file too large to be read in time?',
        'npm run logs -- audit-log: how long did others of that size take?',
        'For larger JSON, CSV or XML files raise memoryMegabytes in src/systems/audit-log/parts.ts: with the memory comes the share of a processor.',
      ],
      pt: [
        'npm run records -- --system audit-log --failures: há um arquivo grande demais para ser lido a tempo?',
        'npm run logs -- audit-log: quanto tempo levaram outros desse tamanho?',
        'Para arquivos JSON, CSV ou XML maiores aumente memoryMegabytes em src/systems/audit-log/parts.ts: com a memória vem a parcela do processador.',
      ],
    },
  },
  failed: {
    en: 'An event failed three times and has no item: the audit log has a gap until somebody looks.',
    pt: 'Um evento falhou três vezes e não tem item: o registro tem uma lacuna até alguém olhar.',
  },
  things: { en: 'files', pt: 'arquivos' },
  sendAgain: {
    en: 'Upload the files of that time again: list them with their versions in the S3 console.',
    pt: 'Envie de novo os arquivos daquele período: liste-os com suas versões no console do S3.',
  },
};

export const auditRows = (names: PartNames): readonly Row[] =>
  invokedRows(signals(names), { system: STACK, timeoutSeconds: WRITER_TIMEOUT, says: SAYS });
