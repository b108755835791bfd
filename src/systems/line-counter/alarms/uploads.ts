// Critical point 1: do files arrive? An upload that never reached S3 leaves no data there. So we watch two things: that
// nothing arrives, and that an upload was not recorded. S3's own request metrics also show refused requests. They are
// billed like custom metrics, so they are off unless REQUEST_METRICS is on.

import type { Row } from '../../../patterns/alarms/row.ts';
import { UPLOADS } from './points.ts';
import type { Signals } from './signals.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

const NO_REQUESTS = {
  en: 'S3 reports only the minutes in which it was asked for something',
  pt: 'o S3 só informa os minutos em que lhe pediram algo',
};

export const uploadRows = ({ sent, counted, failures, repeats, refused, heads, failing }: Signals): Row[] => [
  {
    point: UPLOADS,
    name: 'uploads-silent',
    severity: 'warning',
    watches: sent,
    rule: { rings: 'below', threshold: 1, datapoints: 3, periods: 3, period: DAY, missing: 'notBreaching' },
    unit: { en: 'messages', pt: 'mensagens' },
    missingBecause: {
      en: 'a queue that Lambda polls reports zeros; days before it was made are no silence',
      pt: 'uma fila que a Lambda consulta informa zeros; os dias antes de ela existir não são silêncio',
    },
    why: {
      en: 'No upload for three days: longer than a weekend, so it is the application, its network or the bucket’s notification.',
      pt: 'Nenhum envio em três dias: mais que um fim de semana, então é o aplicativo, a rede dele ou a notificação do bucket.',
    },
    steps: {
      en: [
        'Ask the accountants whether they sent anything; if they did not, this is a holiday.',
        'Upload a file by hand: npm run upload. A refusal names the right or the credentials that are missing.',
        'If it arrives in the bucket but is not counted, put the notification back: npm run up.',
      ],
      pt: [
        'Pergunte aos contadores se enviaram algo; se não enviaram, é feriado.',
        'Envie um arquivo à mão: npm run upload. Uma recusa diz que direito ou credencial falta.',
        'Se ele chega ao bucket mas não é contado, recoloque a notificação: npm run up.',
      ],
    },
  },
  {
    point: UPLOADS,
    name: 'uploads-unrecorded',
    severity: 'broken',
    watches: {
      formula: 'IF(sent > 0 AND (FILL(counted, 0) + FILL(failures, 0) + FILL(repeats, 0)) == 0, 1, 0)',
      of: { sent, counted, failures, repeats },
    },
    rule: { rings: 'above', threshold: 0, datapoints: 2, periods: 3, period: HOUR, missing: 'notBreaching' },
    unit: { en: 'hours with uploads and no record', pt: 'horas com envios e nenhum registro' },
    missingBecause: {
      en: 'no number of messages means that nothing was uploaded',
      pt: 'sem número de mensagens, nada foi enviado',
    },
    why: {
      en: 'The dead man’s switch: uploads came for two hours of three, and not one of them was recorded. Two, because an upload at the end of an hour is recorded in the next.',
      pt: 'O botão do homem morto: chegaram envios em duas de três horas e nenhum foi registrado. Duas, porque um envio no fim de uma hora é registrado na seguinte.',
    },
    steps: {
      en: [
        'npm run status: is a part missing or drifted? Then npm run up puts it back.',
        'npm run logs: what does the worker say? The cache and its rights are the usual reasons.',
        'When it counts again, npm run redrive brings back what waits in the dead letters.',
      ],
      pt: [
        'npm run status: falta ou mudou alguma parte? Então npm run up a recoloca.',
        'npm run logs: o que diz o worker? O cache e os direitos dele são os motivos de sempre.',
        'Quando voltar a contar, npm run redrive traz de volta o que espera nas mensagens mortas.',
      ],
    },
  },
  {
    point: UPLOADS,
    name: 'uploads-refused',
    severity: 'warning',
    watches: { formula: 'IF(refused > FILL(heads, 0), 1, 0)', of: { refused, heads } },
    rule: { rings: 'above', threshold: 0, datapoints: 2, periods: 3, period: 300, missing: 'notBreaching' },
    unit: { en: 'periods with refused requests', pt: 'períodos com pedidos recusados' },
    onlyWith: 'REQUEST_METRICS=on',
    missingBecause: NO_REQUESTS,
    why: {
      en: 'S3 refused requests (4xx): a missing right, a wrong name, a checksum that does not fit. Questions whether a file is there (HEAD) are not counted: "no" is a good answer.',
      pt: 'O S3 recusou pedidos (4xx): falta um direito, o nome está errado, o checksum não bate. Perguntas se um arquivo existe (HEAD) não contam: "não" é uma boa resposta.',
    },
    steps: {
      en: [
        'Ask the accountants whose file was not taken; the application that sends it was told why (AccessDenied, BadDigest …).',
        'npm run status: has the bucket drifted, its policy for instance? Then npm run up puts it back.',
        'Is everybody content? Then a stranger was at a closed door; nothing needs to be done.',
      ],
      pt: [
        'Pergunte aos contadores de quem foi o arquivo recusado; ao aplicativo que o envia o motivo foi dito (AccessDenied, BadDigest …).',
        'npm run status: o bucket mudou, por exemplo a política dele? Então npm run up a recoloca.',
        'Todos estão contentes? Então foi um estranho diante da porta fechada; não há o que fazer.',
      ],
    },
  },
  {
    point: UPLOADS,
    name: 'uploads-failing',
    severity: 'warning',
    watches: failing,
    rule: { rings: 'above', threshold: 0, datapoints: 3, periods: 3, period: 300, missing: 'notBreaching' },
    unit: { en: 'requests', pt: 'pedidos' },
    onlyWith: 'REQUEST_METRICS=on',
    missingBecause: NO_REQUESTS,
    why: {
      en: 'S3 failed by itself (5xx) for a quarter of an hour. Single failures are normal, and every SDK tries again; so many are not.',
      pt: 'O S3 falhou por conta própria (5xx) por um quarto de hora. Falhas isoladas são normais, e todo SDK tenta de novo; tantas não são.',
    },
    steps: {
      en: [
        'Look at the state of S3 in this region: health.aws.amazon.com.',
        'When it is over, npm run dead-letters: what the worker could not read waits there, and npm run redrive brings it back.',
        'Send again what was not taken: npm run upload -- --watch leaves out what is there already.',
      ],
      pt: [
        'Veja o estado do S3 nesta região: health.aws.amazon.com.',
        'Quando passar, npm run dead-letters: o que o worker não conseguiu ler espera lá, e npm run redrive traz de volta.',
        'Envie de novo o que não foi aceito: npm run upload -- --watch deixa de fora o que já está lá.',
      ],
    },
  },
];
