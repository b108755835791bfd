// What the demo of the audit log says, in both languages.

import type { Text } from '../../../engine/text.ts';

export const ACTS = {
  2: [
    { en: 'Upload six files', pt: 'Enviar seis arquivos' },
    {
      en: 'Three are as their names promise, three are not. Uploading is all that people do.',
      pt: 'Três são o que seus nomes prometem, três não. Enviar é tudo o que as pessoas fazem.',
    },
  ],
  3: [
    { en: 'The same event, once more', pt: 'O mesmo evento, mais uma vez' },
    {
      en: 'S3 may send an event twice. We send one again ourselves: it must change nothing.',
      pt: 'O S3 pode mandar um evento duas vezes. Nós mandamos um de novo: nada pode mudar.',
    },
  ],
  4: [
    { en: 'Somebody deletes a file', pt: 'Alguém exclui um arquivo' },
    {
      en: 'A deletion is an event too: the log keeps what was there, and that it went.',
      pt: 'Uma exclusão também é um evento: o registro guarda o que havia, e que foi excluído.',
    },
  ],
} as const;

export const HEADS: readonly Text[] = [
  { en: 'name', pt: 'nome' },
  { en: 'status', pt: 'status' },
  { en: 'format', pt: 'formato' },
  { en: 'lines', pt: 'linhas' },
  { en: '', pt: '' },
  { en: 'reason', pt: 'motivo' },
];
export const NO_ITEM: Text = { en: 'no item', pt: 'nenhum item' };

/** Commands to go on with: name, flags, what for. */
export const NEXT: readonly (readonly [name: string, flags: readonly string[], what: Text])[] = [
  ['upload', [], { en: 'another file; or name your own', pt: 'outro arquivo; ou diga o seu' }],
  ['records', ['--failures'], { en: 'only what is not as it should be', pt: 'só o que não está como devia' }],
  ['records', [], { en: 'everything that has happened', pt: 'tudo o que aconteceu' }],
  ['status', [], { en: 'every part, and events that failed', pt: 'cada parte, e os eventos que falharam' }],
];

export const LOCALLY: Text = {
  en: 'The same commands with --aws build it in your account. What this local cloud does not do: it knows no user (uploadedBy is EXAMPLE), and it tries an event that failed or was refused for seconds, not for hours: then it waits in the failure queue.',
  pt: 'Os mesmos comandos com --aws constroem tudo na sua conta. O que esta nuvem local não faz: ela não conhece usuários (uploadedBy é EXAMPLE) e tenta um evento que falhou ou foi recusado por segundos, não por horas: depois ele espera na fila de falhas.',
};

export const notYet = (missing: readonly string[]): Text => ({
  en: `No item yet: ${missing.join(', ')}. A new bucket may lose its first events: uploading again.`,
  pt: `Ainda sem item: ${missing.join(', ')}. Um bucket novo pode perder seus primeiros eventos: enviando de novo.`,
});
