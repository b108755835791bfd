// The alarms of the document intake: why each matters here, and what to do then.

import type { Row } from '../../../patterns/alarms/row.ts';
import { type InvokedWords, invokedRows, nearTheEnd } from '../../../patterns/bucket-to-function/rows.ts';
import { READER_TIMEOUT } from '../function.ts';
import { type PartNames, STACK } from '../names.ts';
import { signals } from './signals.ts';

const NEAR_THE_END = nearTheEnd(READER_TIMEOUT);

const SAYS: InvokedWords = {
  errors: {
    en: 'A rejected document is a result, not an error. An invocation that ends in an error could not use S3 or SNS, or crashed; once may happen, twice is a fault.',
    pt: 'Um documento rejeitado é um resultado, não um erro. Uma invocação que termina em erro não conseguiu usar o S3 ou o SNS, ou caiu; uma vez acontece, duas é defeito.',
  },
  slow: {
    why: {
      en: `An invocation took more than ${NEAR_THE_END} of its ${READER_TIMEOUT} seconds. Reading a document is stopped after 20, so S3 or SNS is slow.`,
      pt: `Uma invocação levou mais de ${NEAR_THE_END} dos seus ${READER_TIMEOUT} segundos. A leitura de um documento é interrompida após 20, então o S3 ou o SNS está lento.`,
    },
    steps: {
      en: [
        'npm run records -- --system document-intake: which documents were read at that time?',
        'npm run logs -- document-intake: how long did others take?',
        'If reading itself is slow raise memoryMegabytes in src/systems/document-intake/function.ts: with the memory comes the share of a processor.',
      ],
      pt: [
        'npm run records -- --system document-intake: quais documentos foram lidos naquele momento?',
        'npm run logs -- document-intake: quanto tempo levaram outros?',
        'Se a própria leitura é lenta aumente memoryMegabytes em src/systems/document-intake/function.ts: com a memória vem a parcela do processador.',
      ],
    },
  },
  failed: {
    en: 'An event failed three times: a document waits without its result until somebody looks.',
    pt: 'Um evento falhou três vezes: um documento fica sem resultado até alguém olhar.',
  },
  things: { en: 'documents', pt: 'documentos' },
  sendAgain: {
    en: 'Upload the documents of that time again: those without the tag intake have no result.',
    pt: 'Envie de novo os documentos daquele período: os que não têm a tag intake não têm resultado.',
  },
};

export const intakeRows = (names: PartNames): readonly Row[] =>
  invokedRows(signals(names), { system: STACK, timeoutSeconds: READER_TIMEOUT, says: SAYS });
