// What `trace` says about the way of one file.

import { Problem } from '../../../engine/problems.ts';
import { inBoth, type Text, translated, type Wording } from '../../../engine/text.ts';
import type { Depth } from '../../../operate/dead-letters/depth.ts';
import { messages } from '../../../operate/dead-letters/words.ts';
import { countText, printable } from '../../../screen/table.ts';
import { LINE } from '../log-words.ts';
import type { FileRecord } from '../record.ts';
import { encodingOf } from '../record-words.ts';
import type { Step } from './timeline.ts';

export const STEP_TEXTS: Readonly<Record<Step['step'], Text>> = {
  uploaded: { en: 'uploaded', pt: 'enviado' },
  'event sent': { en: 'event sent', pt: 'evento mandado' },
  received: { en: 'received', pt: 'recebido' },
  counted: { en: 'counted', pt: 'contado' },
  recorded: { en: 'recorded', pt: 'registrado' },
  announced: { en: 'announced', pt: 'anunciado' },
};

/** @param record is there one of an earlier file of this name? */
export const noFile = (bucket: string, key: string, record: boolean, records: string): Problem =>
  new Problem(
    {
      en: `${bucket} holds no file ${key}${record ? ' any more' : ''}.`,
      pt: `${bucket} não tem ${record ? 'mais ' : ''}o arquivo ${key}.`,
    },
    {
      next: {
        en: `The name must be exactly the same, with accents and extension. ${records} shows those that were counted.`,
        pt: `O nome tem de ser exatamente igual, com acentos e extensão. ${records} mostra os que foram contados.`,
      },
    },
  );

const LONGEST = 300;

export const cameBackText = (count: number, error: Wording | undefined): Text =>
  translated((language) => {
    const text = error && printable(inBoth(error)[language], LONGEST);
    const [once, times] = { en: ['once', 'times'] as const, pt: ['uma vez', 'vezes'] as const }[language];
    const how = count === 1 ? once : `${count} ${times}`;
    const [came, last] = { en: ['It came back', 'last with'], pt: ['Voltou à fila', 'por último com'] }[language];
    return `${came} ${how}${text ? `, ${last}: ${text}` : ''}.`;
  });

export const sizeText = (queue: Depth): Text => ({
  en: `${messages(queue.waiting).en} wait in the queue, ${queue.inFlight} are being worked on.`,
  pt: `Na fila: ${messages(queue.waiting).pt} à espera, ${queue.inFlight} em processamento.`,
});

export const endedText = (count: number, how: string | undefined): Text => ({
  en: `Since then Lambda ended ${count} of the worker's runs: ${how}`,
  pt: `Desde então o Lambda encerrou ${count} execuções do worker: ${how}`,
});

/** @param published does the log say that its mail was published? */
export function doneText(record: FileRecord | undefined, published: boolean, local: boolean): Text {
  const mail = local
    ? { en: 'The local cloud sends no mail.', pt: 'A nuvem local não envia e-mail.' }
    : {
        en: 'Whoever is subscribed and confirmed gets it by mail.',
        pt: 'Quem está inscrito e confirmou recebe por e-mail.',
      };
  const rest = published
    ? { en: `It was published to the topic. ${mail.en}`, pt: `Foi publicado no tópico. ${mail.pt}` }
    : { en: 'The log does not say that it was published.', pt: 'O log não diz que foi publicado.' };
  const result =
    record?.status === 'counted'
      ? translated((language) => `${countText(record.lines, LINE)[language]}${encodingOf(record)[language]}`)
      : { en: `not countable: ${record?.reason}`, pt: `não dá para contar: ${record?.reason}` };
  return { en: `Done: ${result.en}. ${rest.en}`, pt: `Pronto: ${result.pt}. ${rest.pt}` };
}

export function stuckTexts(received: number | undefined, error: Wording | undefined, redrive: string): Text[] {
  const why = inBoth(error ?? NOT_SAID);
  return [
    {
      en: `Stuck: it waits among the dead letters, received about ${received} times.`,
      pt: `Parado: está na fila de mensagens mortas (DLQ), recebido cerca de ${received} vezes.`,
    },
    { en: `Why: ${printable(why.en, LONGEST)}`, pt: `Motivo: ${printable(why.pt, LONGEST)}` },
    { en: `When the cause is repaired:  ${redrive}`, pt: `Depois de corrigir a causa:  ${redrive}` },
  ];
}

const NOT_SAID: Text = {
  en: 'the log of the worker does not say it (any more)',
  pt: 'o log do worker não diz (ou não diz mais)',
};

export const TRIED_AGAIN: Text = {
  en: 'It is tried again by itself about every half hour, five times in all. The last that was said:',
  pt: 'Uma nova tentativa vem sozinha a cada meia hora, mais ou menos, cinco ao todo. O último aviso:',
};

export const NOT_YET: Text = {
  en: 'Not counted yet, and the worker has said nothing about it.',
  pt: 'Ainda não contado, e o worker não disse nada sobre ele.',
};

export const lostTexts = (reconcile: string): Text[] => [
  {
    en: 'If nothing waits, its event was lost (AWS may lose those of the first minutes of a new bucket).',
    pt: 'Se nada espera, o evento se perdeu (a AWS pode perder os dos primeiros minutos de um bucket novo).',
  },
  { en: `To have it counted:  ${reconcile}`, pt: `Para que seja contado:  ${reconcile}` },
];
