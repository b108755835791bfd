// Critical point 6: do the accountants get their mails?
// AWS has no metric for a subscription that was never confirmed. We see it as mails that were published and delivered to
// nobody.

import type { Row } from '../../../patterns/alarms/row.ts';
import { NOTIFICATION } from './points.ts';
import type { Signals } from './signals.ts';

const NOTHING_MAILED = {
  en: 'nothing was mailed in that time',
  pt: 'nada foi enviado por e-mail nesse tempo',
};

export const notificationRows = ({ undelivered, mailed, delivered, counted, mailWait }: Signals): Row[] => [
  {
    point: NOTIFICATION,
    name: 'mail-failed',
    severity: 'broken',
    watches: undelivered,
    rule: { rings: 'above', threshold: 0, datapoints: 1, periods: 1, period: 300, missing: 'notBreaching' },
    unit: { en: 'mails', pt: 'e-mails' },
    missingBecause: NOTHING_MAILED,
    why: {
      en: 'SNS could not deliver a mail to a subscriber. The results are recorded, but somebody who counts on the mail did not get it.',
      pt: 'O SNS não conseguiu entregar um e-mail a um inscrito. Os resultados estão registrados, mas quem conta com o e-mail não o recebeu.',
    },
    steps: {
      en: [
        'SNS > Topics: which subscription fails? A mailbox that is full or gone is the usual reason.',
        'npm run status: is an address subscribed and confirmed? Set NOTIFY_EMAIL and run npm run up.',
        'npm run records: send by hand what the mail would have said.',
      ],
      pt: [
        'SNS > Topics: qual inscrição falha? Caixa cheia ou inexistente é o motivo de sempre.',
        'npm run status: há endereço inscrito e confirmado? Defina NOTIFY_EMAIL e rode npm run up.',
        'npm run records: mande à mão o que o e-mail teria dito.',
      ],
    },
  },
  {
    point: NOTIFICATION,
    name: 'mail-silent',
    severity: 'broken',
    watches: {
      formula: 'IF(FILL(counted, 0) > 0 AND FILL(mailed, 0) == 0, 1, 0)',
      of: { counted, mailed },
    },
    rule: { rings: 'above', threshold: 0, datapoints: 2, periods: 3, period: 900, missing: 'notBreaching' },
    unit: { en: 'periods with records and no mail', pt: 'períodos com registros e nenhum e-mail' },
    missingBecause: {
      en: 'nothing was counted, so there is nothing to tell',
      pt: 'nada foi contado, então não há o que contar',
    },
    why: {
      en: 'Files are counted and nothing is published: the right to publish, the topic or the way to it is gone. Results wait in the cache.',
      pt: 'Arquivos são contados e nada é publicado: falta o direito de publicar, o tópico ou o caminho até ele. Os resultados esperam no cache.',
    },
    steps: {
      en: [
        'npm run logs: which error does the worker tell when it publishes?',
        'npm run up: puts topic, role and the private door to SNS back.',
        'The next upload sends what waits too; see npm run records until then.',
      ],
      pt: [
        'npm run logs: que erro o worker diz ao publicar?',
        'npm run up: recoloca tópico, papel e a porta privada do SNS.',
        'O próximo envio manda também o que espera; até lá, veja npm run records.',
      ],
    },
  },
  {
    point: NOTIFICATION,
    name: 'mail-unheard',
    severity: 'warning',
    watches: {
      formula: 'IF(FILL(mailed, 0) > 0 AND FILL(delivered, 0) == 0, 1, 0)',
      of: { mailed, delivered },
    },
    rule: { rings: 'above', threshold: 0, datapoints: 2, periods: 3, period: 900, missing: 'notBreaching' },
    unit: { en: 'periods with mails that nobody got', pt: 'períodos com e-mails que ninguém recebeu' },
    onlyWith: 'NOTIFY_EMAIL',
    missingBecause: NOTHING_MAILED,
    why: {
      en: 'Results are published and delivered to nobody: the subscription was never confirmed, or somebody ended it.',
      pt: 'Resultados são publicados e não chegam a ninguém: a inscrição nunca foi confirmada, ou alguém a encerrou.',
    },
    steps: {
      en: [
        'npm run status: the line e-mail says pending or none.',
        'Open the mail "AWS Notification - Subscription Confirmation" in that mailbox and confirm.',
        'Not there? npm run up subscribes again; AWS keeps a pending one for 48 hours.',
      ],
      pt: [
        'npm run status: a linha do e-mail diz pendente ou nenhum.',
        'Abra nessa caixa a mensagem "AWS Notification - Subscription Confirmation" e confirme.',
        'Não está lá? npm run up inscreve de novo; a AWS guarda uma pendente por 48 horas.',
      ],
    },
  },
  {
    point: NOTIFICATION,
    name: 'mail-late',
    severity: 'warning',
    watches: mailWait,
    rule: { rings: 'above', threshold: 300, datapoints: 1, periods: 1, period: 300, missing: 'notBreaching' },
    unit: { en: 'seconds', pt: 'segundos' },
    missingBecause: NOTHING_MAILED,
    why: {
      en: 'A result waited more than five minutes for its mail. Mails leave at most once a second, so it waited for a worker that was gone, or for SNS.',
      pt: 'Um resultado esperou mais de cinco minutos pelo e-mail. Saem no máximo um por segundo, então ele esperou por um worker que sumiu, ou pelo SNS.',
    },
    steps: {
      en: [
        'npm run logs: look for errors before the line "published".',
        'A crash while sending is made good by itself: the results were in this mail.',
        'If it comes again, look at function-errors and at the state of SNS in this region.',
      ],
      pt: [
        'npm run logs: procure erros antes da linha "published".',
        'Uma queda durante o envio se resolve sozinha: os resultados vieram neste e-mail.',
        'Se voltar, veja function-errors e o estado do SNS nesta região.',
      ],
    },
  },
];
