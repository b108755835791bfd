// The table of alarms: which number, when it is an alarm, why, and what to do then.

import type { Row } from '../../../patterns/alarms/row.ts';
import { READER_TIMEOUT } from '../function.ts';
import type { PartNames } from '../names.ts';
import { FAILED_EVENTS, FUNCTION, signals } from './signals.ts';

/** Seconds: four fifths of the longest time of an invocation. */
const NEAR_THE_END = READER_TIMEOUT * 0.8;

const NO_RUN = {
  en: 'no invocation in that time, so nothing went wrong in one',
  pt: 'nenhuma invocação nesse tempo, então nada deu errado em uma',
};
const INVOCATIONS = { en: 'invocations', pt: 'invocações' };
const EVENTS = { en: 'events', pt: 'eventos' };
const PUT_BACK = {
  en: 'npm run up -- document-intake: puts code, role and settings back as they were declared.',
  pt: 'npm run up -- document-intake: recoloca código, role e configurações como foram declarados.',
};

export function intakeRows(names: PartNames): readonly Row[] {
  const { errors, throttles, duration, lost, waiting } = signals(names);
  return [
    {
      point: FUNCTION,
      name: 'function-errors',
      severity: 'broken',
      watches: errors,
      rule: { rings: 'above', threshold: 0, datapoints: 2, periods: 3, period: 300, missing: 'notBreaching' },
      unit: INVOCATIONS,
      missingBecause: NO_RUN,
      why: {
        en: 'A rejected document is a result, not an error. An invocation that ends in an error could not use S3 or SNS, or crashed; once may happen, twice is a fault.',
        pt: 'Um documento rejeitado é um resultado, não um erro. Uma invocação que termina em erro não conseguiu usar o S3 ou o SNS, ou caiu; uma vez acontece, duas é defeito.',
      },
      steps: {
        en: [
          'npm run logs -- document-intake --errors: the name of the error.',
          PUT_BACK.en,
          'npm run redrive -- document-intake: events that failed three times meanwhile are worked on again.',
        ],
        pt: [
          'npm run logs -- document-intake --errors: o nome do erro.',
          PUT_BACK.pt,
          'npm run redrive -- document-intake: eventos que falharam três vezes nesse meio-tempo são tratados de novo.',
        ],
      },
    },
    {
      point: FUNCTION,
      name: 'function-throttles',
      severity: 'warning',
      watches: throttles,
      rule: { rings: 'above', threshold: 0, datapoints: 3, periods: 3, period: 300, missing: 'notBreaching' },
      unit: INVOCATIONS,
      missingBecause: NO_RUN,
      why: {
        en: 'Lambda could not start the function for a quarter of an hour: the concurrency of the account is used up. Events wait in Lambda for at most six hours.',
        pt: 'A Lambda não conseguiu iniciar a função por um quarto de hora: a concorrência da conta acabou. Os eventos esperam na Lambda por no máximo seis horas.',
      },
      steps: {
        en: [
          'npm run doctor: how many invocations may run at once in this account?',
          'Look in the Lambda console which other function uses them.',
          'Upload more slowly, or ask AWS for a higher quota.',
        ],
        pt: [
          'npm run doctor: quantas invocações podem rodar ao mesmo tempo nesta conta?',
          'Veja no console da Lambda que outra função as usa.',
          'Envie mais devagar, ou peça à AWS uma cota maior.',
        ],
      },
    },
    {
      point: FUNCTION,
      name: 'function-slow',
      severity: 'warning',
      watches: duration,
      rule: {
        ...{ rings: 'above', threshold: NEAR_THE_END * 1000, datapoints: 1, periods: 1, period: 300 },
        missing: 'notBreaching',
      },
      unit: { en: 'milliseconds', pt: 'milissegundos' },
      missingBecause: NO_RUN,
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
    {
      point: FAILED_EVENTS,
      name: 'failed-events',
      severity: 'broken',
      watches: waiting,
      rule: { rings: 'above', threshold: 0, datapoints: 1, periods: 1, period: 60, missing: 'notBreaching' },
      unit: EVENTS,
      missingBecause: {
        en: 'an empty queue that nobody touches reports nothing after six hours',
        pt: 'uma fila vazia em que ninguém mexe nada informa depois de seis horas',
      },
      why: {
        en: 'An event failed three times: a document waits without its result until somebody looks.',
        pt: 'Um evento falhou três vezes: um documento fica sem resultado até alguém olhar.',
      },
      steps: {
        en: [
          'npm run dead-letters -- document-intake: which documents, and why.',
          PUT_BACK.en,
          'npm run redrive -- document-intake: the function works on them again.',
        ],
        pt: [
          'npm run dead-letters -- document-intake: quais documentos, e por quê.',
          PUT_BACK.pt,
          'npm run redrive -- document-intake: a função trata esses eventos de novo.',
        ],
      },
    },
    {
      point: FAILED_EVENTS,
      name: 'events-lost',
      severity: 'broken',
      watches: lost,
      rule: { rings: 'above', threshold: 0, datapoints: 1, periods: 1, period: 300, missing: 'notBreaching' },
      unit: EVENTS,
      missingBecause: {
        en: 'Lambda reports this number only when it could not send an event',
        pt: 'a Lambda só informa esse número quando não conseguiu enviar um evento',
      },
      why: {
        en: 'Lambda could not put a failed event into the failure queue: that event is lost.',
        pt: 'A Lambda não conseguiu colocar na fila um evento que falhou: esse evento está perdido.',
      },
      steps: {
        en: [
          'npm run status -- document-intake: is the failure queue there, and the role as declared?',
          PUT_BACK.en,
          'Upload the documents of that time again: those without the tag intake have no result.',
        ],
        pt: [
          'npm run status -- document-intake: a fila de falhas está lá, e a role está como declarada?',
          PUT_BACK.pt,
          'Envie de novo os documentos daquele período: os que não têm a tag intake não têm resultado.',
        ],
      },
    },
  ];
}
