// The alarms of a function that a bucket calls: errors, throttles, slow invocations, and events that failed or were lost.
// A system says why each matters to it.

import type { Text } from '../../engine/text.ts';
import type { Row } from '../alarms/row.ts';
import { FAILED_EVENTS, FUNCTION, type InvokedSignals } from './signals.ts';

export interface InvokedWords {
  /** Why an invocation that ends in an error is a fault. */
  readonly errors: Text;
  readonly slow: Pick<Row, 'why' | 'steps'>;
  /** What is missing while a failed event waits. */
  readonly failed: Text;
  /** What the events are about: "files", "documents". */
  readonly things: Text;
  /** How to find and send again what was lost. */
  readonly sendAgain: Text;
}

export interface InvokedTable {
  /** "audit-log" */
  readonly system: string;
  /** The longest time of an invocation. */
  readonly timeoutSeconds: number;
  readonly says: InvokedWords;
}

/** Seconds: four fifths of the longest time of an invocation. */
export const nearTheEnd = (timeoutSeconds: number): number => timeoutSeconds * 0.8;

const NO_RUN = {
  en: 'no invocation in that time, so nothing went wrong in one',
  pt: 'nenhuma invocação nesse tempo, então nada deu errado em uma',
};
const INVOCATIONS = { en: 'invocations', pt: 'invocações' };
const EVENTS = { en: 'events', pt: 'eventos' };

export function invokedRows(
  { errors, throttles, duration, lost, waiting }: InvokedSignals,
  { system, timeoutSeconds, says }: InvokedTable,
): readonly Row[] {
  const putBack = {
    en: `npm run up -- ${system}: puts code, role and settings back as they were declared.`,
    pt: `npm run up -- ${system}: recoloca código, role e configurações como foram declarados.`,
  };
  return [
    {
      point: FUNCTION,
      name: 'function-errors',
      severity: 'broken',
      watches: errors,
      rule: { rings: 'above', threshold: 0, datapoints: 2, periods: 3, period: 300, missing: 'notBreaching' },
      unit: INVOCATIONS,
      missingBecause: NO_RUN,
      why: says.errors,
      steps: {
        en: [
          `npm run logs -- ${system} --errors: the name of the error.`,
          putBack.en,
          `npm run redrive -- ${system}: events that failed three times meanwhile are worked on again.`,
        ],
        pt: [
          `npm run logs -- ${system} --errors: o nome do erro.`,
          putBack.pt,
          `npm run redrive -- ${system}: eventos que falharam três vezes nesse meio-tempo são tratados de novo.`,
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
        ...{ rings: 'above', threshold: nearTheEnd(timeoutSeconds) * 1000, datapoints: 1, periods: 1, period: 300 },
        missing: 'notBreaching',
      },
      unit: { en: 'milliseconds', pt: 'milissegundos' },
      missingBecause: NO_RUN,
      why: says.slow.why,
      steps: says.slow.steps,
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
      why: says.failed,
      steps: {
        en: [
          `npm run dead-letters -- ${system}: which ${says.things.en}, and why.`,
          putBack.en,
          `npm run redrive -- ${system}: the function works on them again.`,
        ],
        pt: [
          `npm run dead-letters -- ${system}: quais ${says.things.pt}, e por quê.`,
          putBack.pt,
          `npm run redrive -- ${system}: a função trata esses eventos de novo.`,
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
          `npm run status -- ${system}: is the failure queue there, and the role as declared?`,
          putBack.en,
          says.sendAgain.en,
        ],
        pt: [
          `npm run status -- ${system}: a fila de falhas está lá, e a role está como declarada?`,
          putBack.pt,
          says.sendAgain.pt,
        ],
      },
    },
  ];
}
