// npm run dead-letters: which messages failed too often, since when, and why, in words.
// It removes nothing. To try the messages again: npm run redrive.

import { command } from '../src/cli/command.ts';
import { inBoth, inEnglish, type Text, translated, type Wording } from '../src/engine/text.ts';
import type { Explained } from '../src/operate/dead-letters/reasons.ts';
import { age, messages, NOT_AN_EVENT } from '../src/operate/dead-letters/words.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { localTime, printable } from '../src/screen/table.ts';
import { wholeNumber } from '../src/settings/numbers.ts';

const USAGE = {
  en: `Usage: npm run dead-letters -- [system] [flags]
Shows each message that failed too often, and why. It shows its files, or its text when it is not an S3 event; since when
it waits; and the last reason that the function gave. Takes none away.
  --most n   at most so many of them (100)`,
  pt: `Uso: npm run dead-letters -- [sistema] [opções]
Mostra cada mensagem que falhou vezes demais, e por quê. Mostra seus arquivos, ou seu texto se não é um evento do S3; desde
quando espera; e o último motivo que a função deu. Não tira nenhuma da fila.
  --most n   no máximo tantas (100)`,
};

const FLAGS = { most: { type: 'string', default: '100' } } as const;

/** Most characters of a message's text that are shown; it may have a million. */
const LONGEST_TEXT = 1_000;

const prepare = ({ most }: { most: string }) => wholeNumber('most', most, { least: 1, most: 10_000, example: 20 });

const APPROXIMATE: Text = {
  en: 'Numbers are approximate: SQS counts each look as one more receipt, and reports a message late.',
  pt: 'Os números são aproximados: o SQS conta cada olhada como mais um recebimento, e informa com atraso.',
};
const WHEN_REPAIRED: Text = {
  en: 'When the cause is repaired, try them again:',
  pt: 'Depois de corrigir a causa, tente de novo:',
};
const NO_EVENT: Text = {
  en: 'What is not an S3 event never gets a result: delete it in the console (SQS > Queues, Poll for messages).',
  pt: 'O que não é um evento do S3 nunca tem resultado: apague no console (SQS > Filas, Pesquisar mensagens).',
};
const textLine = (text: string): Text => ({ en: `    text: ${text}`, pt: `    texto: ${text}` });
const timesOf = (count: number): Text =>
  count === 1 ? { en: 'once', pt: 'uma vez' } : { en: `${count} times`, pt: `${count} vezes` };
const NOT_SAID: Text = {
  en: 'the log of the function does not say it (any more)',
  pt: 'o log da função não diz (ou não diz mais)',
};

await command({ usage: USAGE, flags: FLAGS, needs: 'deadLetters', prepare }, async (session, most) => {
  const { cloud, configured, say, print, signal } = session;
  const [{ depthOf }, { readDeadLetters }, { explain }] = await Promise.all([
    import('../src/operate/dead-letters/depth.ts'), // late, so that --help is fast
    import('../src/operate/dead-letters/read-dead-letters.ts'),
    import('../src/operate/dead-letters/reasons.ts'),
  ]);
  const source = session.ability(cloud);
  const { url, inFlight } = await depthOf(cloud, source.from);
  const { letters, more } = await readDeadLetters(cloud, url, most, signal);
  const explained = await explain(cloud, source, letters, signal);
  for (const letter of explained) {
    print(line(letter));
    for (const text of told(letter)) say(text);
  }

  const records = configured.abilities.records ? ` (${nextCommand(cloud, 'records')})` : '';
  if (!letters.length)
    say({
      en: `No dead letters: each upload has its result, is still being tried, or failed for good${records}.`,
      pt: `A fila de mensagens mortas (DLQ) está vazia: cada envio já tem resultado, ainda está em tentativa, ou falhou de vez${records}.`,
    });
  if (!letters.length && inFlight) {
    const hidden = messages(inFlight);
    say({
      en: `${hidden.en} may be missing for 30 s: somebody else reads them.`,
      pt: `Pode faltar ${hidden.pt} durante 30 s: outra pessoa está lendo a fila.`,
    });
  }
  if (!letters.length) return;
  const count = messages(letters.length);
  say({
    en: `\n${count.en}${more ? ', and more (--most shows them)' : ''}.`,
    pt: `\n${count.pt}${more ? ', e há mais (--most mostra)' : ''}.`,
  });
  say(APPROXIMATE);
  say(WHEN_REPAIRED);
  say(`  ${nextCommand(cloud, 'redrive')}`);
  if (explained.some(isNoEvent)) say(NO_EVENT);
});

/** The agreed fields for programs. */
function line({ messageId, files, sentAt, firstReceivedAt, received, cameBack, reason, body }: Explained): object {
  const text = body.slice(0, LONGEST_TEXT);
  const why = reason === undefined ? null : inEnglish(reason);
  return { messageId, files, sentAt, firstReceivedAt, received, cameBack, reason: why, body: text };
}

function told(letter: Explained): Wording[] {
  const { messageId, files, sentAt, received, cameBack, reason, body } = letter;
  const heads = files.map(({ key }) => printable(key));
  const names = heads.join(', ');
  const why = translated((language) => {
    const times = cameBack ? ` (${{ en: 'came back', pt: 'voltou' }[language]} ${timesOf(cameBack)[language]})` : '';
    return `${reason ? printable(inBoth(reason)[language], 300) : NOT_SAID[language]}${times}`;
  });
  return [
    {
      en: `  ${names || `a message that names no file (${messageId})`}`,
      pt: `  ${names || `uma mensagem que não cita arquivo (${messageId})`}`,
    },
    {
      en: `    sent ${localTime(sentAt)}, ${age(sentAt)} ago; received about ${timesOf(received).en}`,
      pt: `    enviada ${localTime(sentAt)}, há ${age(sentAt, 'pt')}; recebida cerca de ${timesOf(received).pt}`,
    },
    { en: `    why: ${why.en}`, pt: `    motivo: ${why.pt}` },
    ...(isNoEvent(letter) ? [textLine(printable(body.slice(0, LONGEST_TEXT), 300))] : []),
  ];
}

function isNoEvent({ reason = '' }: Explained): boolean {
  return inEnglish(reason).startsWith(NOT_AN_EVENT.en);
}
