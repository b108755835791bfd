// What the demo of the document intake says, in both languages.

import type { Text } from '../../../engine/text.ts';

export const ACTS = {
  2: [
    { en: 'Somebody listens', pt: 'Alguém escuta' },
    {
      en: 'A queue of our own stands in for the mailbox, for this lesson only. It hears every result.',
      pt: 'Uma fila nossa faz o papel da caixa de correio, só nesta aula. Ela recebe cada resultado.',
    },
  ],
  3: [
    { en: 'Six documents arrive', pt: 'Chegam seis documentos' },
    {
      en: 'They are invented. Three are valid, three are not. Uploading is all that people do.',
      pt: 'São inventados. Três são válidos, três não. Enviar é tudo o que as pessoas fazem.',
    },
  ],
  4: [
    { en: 'Each was read', pt: 'Cada um foi lido' },
    {
      en: 'The result lies in the second bucket, and the document carries a tag.',
      pt: 'O resultado está no segundo bucket, e o documento leva uma tag.',
    },
  ],
  5: [
    { en: 'People hear of it', pt: 'As pessoas ficam sabendo' },
    {
      en: 'Each result is a message with attributes, for programs. By e-mail people hear of rejections, in one mail a second at most.',
      pt: 'Cada resultado é uma mensagem com atributos, para programas. Por e-mail as pessoas recebem as rejeições, no máximo um e-mail por segundo.',
    },
  ],
} as const;

export const NO_RESULT: Text = { en: 'no result', pt: 'nenhum resultado' };

/** Commands to go on with. */
export const NEXT: readonly (readonly [name: string, what: Text])[] = [
  ['upload', { en: 'a document of your own', pt: 'um documento seu' }],
  ['records', { en: 'what became of each document', pt: 'o que foi feito de cada documento' }],
  [
    'status',
    {
      en: 'every part, who hears of results, events that failed',
      pt: 'cada parte, quem recebe os resultados, eventos que falharam',
    },
  ],
];

export const toHear = (local: boolean): Text => ({
  en: `To hear of rejections by e-mail: put NOTIFY_EMAIL=you@example.com in .env, then npm run up -- document-intake --aws.${local ? ' The local cloud sends none.' : ''}`,
  pt: `Para receber as rejeições por e-mail: ponha NOTIFY_EMAIL=voce@example.com no .env, depois npm run up -- document-intake --aws.${local ? ' A nuvem local não envia nenhum.' : ''}`,
});

/** Heads of the two tables. */
export const SENT: readonly Text[] = [
  { en: 'name', pt: 'nome' },
  { en: 'bytes', pt: 'bytes' },
  { en: 'what it is', pt: 'o que é' },
];
export const READ: readonly Text[] = [
  { en: 'name', pt: 'nome' },
  { en: 'kind', pt: 'tipo' },
  { en: 'status', pt: 'status' },
  { en: '', pt: '' },
  { en: 'what', pt: 'o que há' },
];

export const notYet = (missing: readonly string[]): Text => ({
  en: `No result yet: ${missing.join(', ')}. A new bucket may lose its first events: uploading again.`,
  pt: `Ainda sem resultado: ${missing.join(', ')}. Um bucket novo pode perder seus primeiros eventos: enviando de novo.`,
});
