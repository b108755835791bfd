// The table of alarms: which number, when it is an alarm, why, and what to do then.

import type { Row } from '../../../patterns/alarms/row.ts';
import { WRITER_TIMEOUT } from '../limits.ts';
import type { PartNames } from '../names.ts';
import { FAILED_EVENTS, FUNCTION, signals } from './signals.ts';

/** Seconds: four fifths of the longest time of an invocation. */
const NEAR_THE_END = WRITER_TIMEOUT * 0.8;

const NO_RUN = {
  en: 'no invocation in that time, so nothing went wrong in one',
  pt: 'nenhuma invocação nesse tempo, então nada deu errado em uma',
};
const INVOCATIONS = { en: 'invocations', pt: 'invocações' };
const EVENTS = { en: 'events', pt: 'eventos' };
const PUT_BACK = {
  en: 'npm run up -- audit-log: puts code, role and settings back as they were declared.',
  pt: 'npm run up -- audit-log: recoloca código, role e configurações como foram declarados.',
};

export function auditRows(names: PartNames): readonly Row[] {
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
        en: 'A broken file is an item, not an error. An invocation that ends in an error could not read S3, could not write to DynamoDB, or crashed; once may happen, twice is a fault.',
        pt: 'Um arquivo quebrado é um item, não um erro. Uma invocação que termina em erro não conseguiu ler o S3, não conseguiu gravar no DynamoDB ou caiu; uma vez acontece, duas é defeito.',
      },
      steps: {
        en: [
          'npm run logs -- audit-log --errors: the name of the error.',
          PUT_BACK.en,
          'npm run redrive -- audit-log: events that failed three times meanwhile are worked on again.',
        ],
        pt: [
          'npm run logs -- audit-log --errors: o nome do erro.',
          PUT_BACK.pt,
          'npm run redrive -- audit-log: eventos que falharam três vezes nesse meio-tempo são tratados de novo.',
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
        en: 'An event failed three times and has no item: the audit log has a gap until somebody looks.',
        pt: 'Um evento falhou três vezes e não tem item: o registro tem uma lacuna até alguém olhar.',
      },
      steps: {
        en: [
          'npm run dead-letters -- audit-log: which files, and why.',
          PUT_BACK.en,
          'npm run redrive -- audit-log: the function works on them again.',
        ],
        pt: [
          'npm run dead-letters -- audit-log: quais arquivos, e por quê.',
          PUT_BACK.pt,
          'npm run redrive -- audit-log: a função trata esses eventos de novo.',
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
          'npm run status -- audit-log: is the failure queue there, and the role as declared?',
          PUT_BACK.en,
          'Upload the files of that time again: list them with their versions in the S3 console.',
        ],
        pt: [
          'npm run status -- audit-log: a fila de falhas está lá, e a role está como declarada?',
          PUT_BACK.pt,
          'Envie de novo os arquivos daquele período: liste-os com suas versões no console do S3.',
        ],
      },
    },
  ];
}
