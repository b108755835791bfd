// Critical point 5: is every file recorded, and in time?

import type { Row } from '../../../patterns/alarms/row.ts';
import { RECORDS } from './points.ts';
import type { Signals } from './signals.ts';

const NOTHING_CAME = {
  en: 'nothing was uploaded in that time, so no record is due',
  pt: 'nada foi enviado nesse tempo, então nenhum registro é devido',
};

export const recordRows = ({ deleted, counted, failures, repeats, uploadToRecord }: Signals): Row[] => [
  {
    point: RECORDS,
    name: 'records-missing',
    severity: 'broken',
    watches: {
      formula: 'IF(deleted > 0, (FILL(counted, 0) + FILL(failures, 0) + FILL(repeats, 0)) / deleted, 1)',
      of: { deleted, counted, failures, repeats },
    },
    rule: { rings: 'below', threshold: 0.9, datapoints: 2, periods: 3, period: 3600, missing: 'notBreaching' },
    unit: { en: 'results a message that was done with', pt: 'resultados por mensagem concluída' },
    missingBecause: NOTHING_CAME,
    why: {
      en: 'Each message that is done with leaves a count, a failure or a repeat. Fewer results than messages: some were taken out of the queue and nothing came of them.',
      pt: 'Cada mensagem concluída deixa uma contagem, uma falha ou uma repetição. Menos resultados que mensagens: algumas saíram da fila e não deram em nada.',
    },
    steps: {
      en: [
        'npm run status: is the function’s code as declared, and does nobody else read this queue?',
        'npm run up: puts code and mapping back.',
        'npm run reconcile: counts the files in the bucket that have no record.',
      ],
      pt: [
        'npm run status: o código da função está como declarado, e ninguém mais lê esta fila?',
        'npm run up: recoloca código e mapeamento.',
        'npm run reconcile: conta os arquivos do bucket que não têm registro.',
      ],
    },
  },
  {
    point: RECORDS,
    name: 'records-late',
    severity: 'warning',
    watches: uploadToRecord,
    rule: { rings: 'above', threshold: 600, datapoints: 2, periods: 3, period: 300, missing: 'notBreaching' },
    unit: { en: 'seconds', pt: 'segundos' },
    missingBecause: NOTHING_CAME,
    why: {
      en: 'One file in twenty needs more than ten minutes from upload to record: messages come back, or too many wait.',
      pt: 'Um arquivo em vinte leva mais de dez minutos do envio ao registro: mensagens voltam, ou esperam demais.',
    },
    steps: {
      en: [
        'npm run trace -- FILE: on which stretch was the time lost?',
        'Before the function: see queue-backlog. In it: see function-slow.',
        'Coming back: npm run logs says what failed the first time.',
      ],
      pt: [
        'npm run trace -- FILE: em que trecho o tempo se perdeu?',
        'Antes da função: veja queue-backlog. Nela: veja function-slow.',
        'Voltando: npm run logs diz o que falhou na primeira vez.',
      ],
    },
  },
  {
    point: RECORDS,
    name: 'records-failed',
    severity: 'warning',
    watches: failures,
    rule: { rings: 'above', threshold: 0, datapoints: 1, periods: 1, period: 300, missing: 'notBreaching' },
    unit: { en: 'files', pt: 'arquivos' },
    missingBecause: NOTHING_CAME,
    why: {
      en: 'A file failed for good: gone before it was read (told after about half an hour), or too large. It is recorded with its reason and will not be tried again. Or a message is not an S3 event: it goes to the dead letters.',
      pt: 'Um arquivo falhou de vez: sumiu antes de ser lido (avisado depois de cerca de meia hora), ou é grande demais. Fica registrado com o motivo e não será tentado de novo. Ou uma mensagem não é evento do S3: vai para as mensagens mortas.',
    },
    steps: {
      en: [
        'npm run records: which file, and the reason beside it. None? npm run dead-letters shows the message.',
        'Tell the accountant who sent it; the mail named it too.',
        'Upload it again when it is mended: the new version replaces the failed record.',
      ],
      pt: [
        'npm run records: qual arquivo, e o motivo ao lado. Nenhum? npm run dead-letters mostra a mensagem.',
        'Avise o contador que o enviou; o e-mail também o citou.',
        'Envie de novo quando estiver consertado: a nova versão substitui o registro da falha.',
      ],
    },
  },
  {
    point: RECORDS,
    name: 'records-repeated',
    severity: 'warning',
    watches: {
      formula:
        'IF(FILL(counted, 0) + FILL(repeats, 0) > 20, 100 * FILL(repeats, 0) / (FILL(counted, 0) + FILL(repeats, 0)), 0)',
      of: { counted, repeats },
    },
    rule: { rings: 'above', threshold: 50, datapoints: 2, periods: 3, period: 3600, missing: 'notBreaching' },
    unit: { en: 'percent', pt: 'por cento' },
    missingBecause: NOTHING_CAME,
    why: {
      en: 'S3 may repeat an event now and then. When every other one is old news, somebody sends the same messages again, or two notifications lead to this queue.',
      pt: 'O S3 pode repetir um evento de vez em quando. Se um em dois é notícia velha, alguém manda as mesmas mensagens de novo, ou duas notificações levam a esta fila.',
    },
    steps: {
      en: [
        'Run the saved query "what happened to this file" for one of them.',
        'npm run status: is the bucket’s notification as declared? npm run up puts it back.',
        'Nothing is counted twice meanwhile; it only costs invocations.',
      ],
      pt: [
        'Rode a consulta salva "what happened to this file" para um deles.',
        'npm run status: a notificação do bucket está como declarada? npm run up a recoloca.',
        'Enquanto isso nada é contado duas vezes; só custa invocações.',
      ],
    },
  },
];
