// Critical point 2: are messages handled in time?

import type { Row } from '../../../patterns/alarms/row.ts';
import { QUEUE } from './points.ts';
import type { Signals } from './signals.ts';

export const queueRows = ({ age, dead, visible, deleted }: Signals): Row[] => [
  {
    point: QUEUE,
    name: 'queue-age',
    severity: 'broken',
    watches: age,
    rule: { rings: 'above', threshold: 2400, datapoints: 3, periods: 3, period: 60, missing: 'notBreaching' },
    unit: { en: 'seconds', pt: 'segundos' },
    missingBecause: {
      en: 'a queue in which nothing waits may report no age',
      pt: 'uma fila onde nada espera pode não informar idade',
    },
    why: {
      en: 'A file is counted within seconds. A message that failed is taken again after half an hour; older than forty minutes it has failed twice, or nobody takes it.',
      pt: 'Um arquivo é contado em segundos. Uma mensagem que falhou é retomada depois de meia hora; com mais de quarenta minutos ela falhou duas vezes, ou ninguém a retoma.',
    },
    steps: {
      en: [
        'npm run status: how many wait, and is the mapping there and enabled? npm run up puts it back.',
        'npm run logs: a line "comes back" says why a message was returned.',
        'If the cache or SNS is down, wait: messages are kept for 14 days and nothing is lost.',
      ],
      pt: [
        'npm run status: quantas esperam, e o mapeamento está lá e ligado? npm run up o recoloca.',
        'npm run logs: uma linha "comes back" diz por que a mensagem voltou.',
        'Se o cache ou o SNS caiu, espere: as mensagens ficam 14 dias e nada se perde.',
      ],
    },
  },
  {
    point: QUEUE,
    name: 'dead-letters',
    severity: 'broken',
    watches: dead,
    rule: { rings: 'above', threshold: 0, datapoints: 1, periods: 1, period: 60, missing: 'notBreaching' },
    unit: { en: 'messages', pt: 'mensagens' },
    missingBecause: {
      en: 'an empty queue that nobody touches reports nothing after six hours',
      pt: 'uma fila vazia em que ninguém mexe nada informa depois de seis horas',
    },
    why: {
      en: 'A message failed five times and was put aside: its files are not counted until somebody looks.',
      pt: 'Uma mensagem falhou cinco vezes e foi posta de lado: seus arquivos não são contados até alguém olhar.',
    },
    steps: {
      en: [
        'npm run dead-letters: which files, and why; or the text of a message that is not an S3 event.',
        'Mend the reason: the cache, a right, or the file itself.',
        'npm run redrive: they go back into the queue and are counted. What is not an S3 event is not: delete it (SQS > Queues, Poll for messages).',
      ],
      pt: [
        'npm run dead-letters: quais arquivos, e por quê; ou o texto de uma mensagem que não é evento do S3.',
        'Conserte o motivo: o cache, um direito, ou o próprio arquivo.',
        'npm run redrive: elas voltam para a fila e são contadas. O que não é evento do S3 nunca é: apague-o (SQS > Queues, Poll for messages).',
      ],
    },
  },
  {
    point: QUEUE,
    name: 'queue-backlog',
    severity: 'warning',
    watches: { formula: '5 * visible / IF(deleted > 0, deleted, 1)', of: { visible, deleted } },
    rule: { rings: 'above', threshold: 30, datapoints: 3, periods: 3, period: 300, missing: 'notBreaching' },
    unit: { en: 'minutes of work waiting', pt: 'minutos de trabalho esperando' },
    missingBecause: {
      en: 'no number of messages means that none waits',
      pt: 'sem número de mensagens, nenhuma espera',
    },
    why: {
      en: 'At the rate of the last minutes, what waits takes more than half an hour: more arrives than is handled, or nothing moves.',
      pt: 'No ritmo dos últimos minutos, o que espera leva mais de meia hora: chega mais do que se trata, ou nada anda.',
    },
    steps: {
      en: [
        'Look at the dashboard: does the number of invocations stand at its limit? Then it is only a lot of work; wait.',
        'npm run status: is every part as declared? npm run up puts it back.',
        'If bursts like this are usual, raise maximumConcurrency in src/systems/line-counter/parts.ts.',
      ],
      pt: [
        'Olhe o painel: o número de invocações está no limite? Então é só muito trabalho; espere.',
        'npm run status: cada parte está como declarada? npm run up a recoloca.',
        'Se picos assim são comuns, aumente maximumConcurrency em src/systems/line-counter/parts.ts.',
      ],
    },
  },
];
