// What is said about the alarms of point 1, uploads: why each is there, and the three steps when it rings.
// Notice: numbers stand in ../uploads.ts. Both languages are checked to have the same three steps.

import type { Words } from '../row.ts';

export const uploadsWords = {
  'uploads-silent': {
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
  'uploads-unrecorded': {
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
} satisfies Record<string, Words>;
