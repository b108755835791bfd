// The demo of the line counter, when it is up: three files are uploaded, counted and announced.
// Nobody calls the function in act 4. We upload, and wait for what the system does by itself.
// The mailbox of act 2 is removed at the end, also after an error. The system stays up.

import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Text } from '../../engine/text.ts';
import { wallClock } from '../../engine/wait.ts';
import { roundsIn, waitSendingAgain } from '../../operate/upload/send-again.ts';
import { inventFiles } from '../../operate/upload/text-file.ts';
import { type Sent, upload } from '../../operate/upload/upload.ts';
import { lettersNaming, type Mailbox, withMailbox } from '../../patterns/mailbox.ts';
import { act, draw, mail } from '../../screen/act.ts';
import { nextCommand } from '../../screen/next-command.ts';
import type { Check, Demo, Here } from '../abilities.ts';
import { type Names, namesOf } from './names.ts';
import { lineCounter } from './parts.ts';
import type { FileRecord } from './record.ts';
import { waitForRecords } from './records.ts';
import type { LineCounterSettings } from './settings.ts';

const ACTS = {
  2: [
    { en: 'Somebody listens', pt: 'Alguém escuta' },
    {
      en: 'A queue of our own stands in for the mailbox of the accountants, for this lesson only.',
      pt: 'Uma fila nossa faz o papel da caixa de entrada dos contadores, só nesta aula.',
    },
  ],
  3: [
    { en: 'Upload three files', pt: 'Enviar três arquivos' },
    {
      en: 'Each has a random number of lines, which we note. Uploading is all that people do.',
      pt: 'Cada um tem um número aleatório de linhas, que anotamos. Enviar é tudo o que as pessoas fazem.',
    },
  ],
  4: [
    { en: 'The system counts', pt: 'O sistema conta' },
    {
      en: 'S3 sends a message to the queue, Lambda runs the function, it counts, and the cache keeps the number.',
      pt: 'O S3 manda uma mensagem à fila, o Lambda roda a função, ela conta, e o cache guarda o número.',
    },
  ],
  5: [
    { en: 'The accountants hear of it', pt: 'Os contadores ficam sabendo' },
    {
      en: 'The function published this to the topic; by e-mail it is the same text.',
      pt: 'A função publicou isto no tópico; por e-mail o texto é o mesmo.',
    },
  ],
} as const;

export const demoIn = (settings: LineCounterSettings): Demo => ({
  async play(here) {
    const { cloud, signal, say } = here;
    const where = namesOf(cloud, settings);
    const mailbox = { queue: lineCounter(cloud, settings).mailbox, topicArn: cloud.arn('sns', where.topic) };
    act(say, 2, ACTS[2]);
    return withMailbox(cloud, mailbox, { ...wallClock(signal), tell: () => {} }, (open) =>
      countThree(here, where, open),
    );
  },
  next: (cloud) => [
    [
      nextCommand(cloud, 'upload'),
      { en: 'another file; or name your own', pt: 'mais um arquivo; ou dê o nome do seu' },
    ],
    [nextCommand(cloud, 'records'), { en: 'what the cache keeps', pt: 'o que o cache guarda' }],
    [
      nextCommand(cloud, 'status'),
      { en: 'every part, the queues, who hears of it', pt: 'cada parte, as filas, quem recebe' },
    ],
  ],
  hints: ({ local }) => {
    if (settings.NOTIFY_EMAIL) return [];
    const line = 'NOTIFY_EMAIL=you@example.com';
    const up = 'npm run up -- --aws';
    return [
      {
        en: `To hear of it by e-mail${local ? ' (the local cloud sends none)' : ''}: put ${line} in .env, then\n  ${up}`,
        pt: `Para receber por e-mail${local ? ' (a nuvem local não envia)' : ''}: ponha ${line} em .env, depois\n  ${up}`,
      },
    ];
  },
});

async function countThree(here: Here, where: Names, mailbox: Mailbox): Promise<Check[]> {
  const { cloud, signal, say, print } = here;
  const files = inventFiles({ count: 3, lines: { fewest: 10, most: 5000 }, seed: randomInt(2 ** 32) });
  say({
    en: `  ${where.mailbox} hears what the topic says.`,
    pt: `  ${where.mailbox} recebe o que o tópico publica.`,
  });

  act(say, 3, ACTS[3]);
  const send = (wanted: readonly string[]) =>
    Promise.all(
      files
        .filter(({ name }) => wanted.includes(name))
        .map(({ name: key, content }) =>
          upload(cloud, where.bucket, { key, open: () => Readable.from(content()) }, signal),
        ),
    );
  const keys = files.map(({ name }) => name);
  const sent = await send(keys);
  draw(say, [[NAME, 'bytes', LINES], ...sent.map(({ key, bytes, lines }) => [key, `${bytes}`, `${lines}`])]);

  act(say, 4, ACTS[4]);
  const { records } = await waitSendingAgain({
    rounds: roundsIn(cloud),
    wait: (patience) => waitForRecords(cloud, where, keys, { patience, signal }),
    async send(missing) {
      const names = missing.join(', ');
      say({
        en: `  Not counted yet: ${names}. A new bucket may lose its first events: uploading again.`,
        pt: `  Ainda não contados: ${names}. Um bucket novo pode perder os primeiros eventos: enviando de novo.`,
      });
      await send(missing);
    },
  });
  const compared = sent.map((file) => compare(file, records));
  draw(say, [
    [NAME, EXPECTED, COUNTED, ''],
    ...compared.map((one) => [one.key, `${one.expected}`, `${one.counted ?? ''}`, one.right ? RIGHT : WRONG]),
  ]);
  for (const one of compared) print({ event: 'counted', ...one });
  const checks = compared.map(({ key, expected, right }) => ({ what: hasLines(key, expected), ok: right }));
  if (checks.some(({ ok }) => !ok)) return checks;

  act(say, 5, ACTS[5]);
  const letters = await lettersNaming(keys, mailbox, wallClock(signal));
  for (const letter of letters) mail(say, letter);
  if (!cloud.local) say(MAILBOX_GOES);
  return [
    ...checks,
    {
      what: { en: 'the notification names each file', pt: 'o aviso cita cada arquivo' },
      ok: keys.every((key) => letters.some(({ text }) => text.includes(key))),
    },
  ];
}

function compare({ key, lines: expected }: Sent, records: readonly FileRecord[]) {
  const record = records.find((one) => one.key === key);
  const counted = record?.status === 'counted' ? record.lines : undefined;
  return { key, expected, counted, right: counted === expected };
}

const [NAME, LINES] = [
  { en: 'name', pt: 'nome' },
  { en: 'lines', pt: 'linhas' },
] as const;
const [EXPECTED, COUNTED] = [
  { en: 'expected', pt: 'esperado' },
  { en: 'counted', pt: 'contado' },
] as const;
const [RIGHT, WRONG] = [
  { en: 'right', pt: 'certo' },
  { en: 'WRONG', pt: 'ERRADO' },
] as const;
const MAILBOX_GOES: Text = {
  en: '  Now the mailbox is taken away again; AWS takes up to a minute.\n',
  pt: '  Agora a caixa de entrada é removida; a AWS leva até um minuto.\n',
};
const hasLines = (key: string, lines: number): Text => ({
  en: `${key} has ${lines} lines`,
  pt: `${key} tem ${lines} linhas`,
});
