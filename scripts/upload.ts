// npm run upload [-- files…]: sends files to the bucket, or invents some, as an accountant's application would.
// Everything is checked before the first byte is sent. A file is counted while it is sent, so it is never in memory as
// a whole. The last line counts with or without a newline at its end.

import { resolve } from 'node:path';
import width from 'fast-string-width';
import { command, type Session } from '../src/cli/command.ts';
import { Problem } from '../src/engine/problems.ts';
import type { Wording } from '../src/engine/text.ts';
import { prefixOf } from '../src/operate/upload/dataset.ts';
import { findFiles } from '../src/operate/upload/find-files.ts';
import { progressOf } from '../src/operate/upload/progress.ts';
import { requireFolder } from '../src/operate/upload/require-folder.ts';
import { numbersOf, sentLine } from '../src/operate/upload/sent-line.ts';
import type { Outgoing, Sent } from '../src/operate/upload/upload.ts';
import { INVENTION_FLAGS, invented, refuseInvention } from '../src/operate/upload/wanted.ts';
import { nextCommand, shellWord } from '../src/screen/next-command.ts';
import { printable } from '../src/screen/table.ts';
import type { AbilityMap } from '../src/systems/abilities.ts';

const USAGE = {
  en: `Usage: npm run upload -- [files, folders or 'patterns'…] [flags]
Uploads files and folders, or invents text files. A file keeps its name, and what is below a folder its path from there;
an invented file has a random number of lines. Hidden and temporary files of a folder are left out.
  --watch FOLDER  stay, and upload whatever is saved there, until Ctrl-C
  --dataset NAME  in a system that sorts its files (csv-lake): where they belong (vendas)
  --count n       how many files to invent (1)
  --lines a-b     how many lines each has, at random between a and b, or exactly n (10-5000)
  --seed n        the same names and contents for everyone who gives the same number`,
  pt: `Uso: npm run upload -- [arquivos, pastas ou 'padrões'…] [opções]
Envia arquivos e pastas, ou inventa arquivos de texto. Um arquivo mantém o nome, e o que está dentro de uma pasta, o caminho
a partir dela; um arquivo inventado tem um número aleatório de linhas. Arquivos ocultos e temporários de uma pasta ficam de fora.
  --watch PASTA   fica aberto e envia tudo o que for salvo ali, até Ctrl-C
  --dataset NOME  num sistema que separa seus arquivos (csv-lake): a que conjunto pertencem (vendas)
  --count n       quantos arquivos inventar (1)
  --lines a-b     quantas linhas cada um tem, ao acaso entre a e b, ou exatamente n (10-5000)
  --seed n        os mesmos nomes e conteúdos para todos que derem o mesmo número`,
};

const FLAGS = { watch: { type: 'string' }, dataset: { type: 'string' }, ...INVENTION_FLAGS } as const;
type Given = { [flag in keyof typeof FLAGS]?: string | undefined };
type Here = Session<typeof FLAGS, 'upload'>;
type Ability = AbilityMap['upload'];

await command({ usage: USAGE, flags: FLAGS, words: true, needs: 'upload', prepare }, async (session, wanted) => {
  const { requireBucket } = await import('../src/operate/upload/upload.ts'); // late, so that --help is fast
  const bucket = session.ability(session.cloud);
  await requireBucket(session.cloud, bucket);
  await (typeof wanted === 'string' ? watch(session, bucket, wanted) : send(session, bucket, wanted));
});

/** The folder to watch, or the files to send. @throws UsageProblem */
async function prepare(flags: Given, words: readonly string[], { datasets }: Ability): Promise<string | Outgoing[]> {
  if (words.length || flags.watch !== undefined) refuseInvention(flags);
  const prefix = prefixOf(flags, datasets);
  if (flags.watch !== undefined) {
    await requireFolder(flags.watch, words);
    return resolve(flags.watch);
  }
  const files = words.length ? await findFiles(words) : invented(flags, datasets?.invent);
  return files.map((file) => ({ ...file, key: `${prefix}${file.key}` }));
}

async function send(
  { cloud, configured, say, print, signal, screen }: Here,
  bucket: string,
  files: readonly Outgoing[],
): Promise<void> {
  const columns = Math.max(...files.map(({ key }) => width(printable(key))));
  const progress = progressOf(screen);
  const sent = ({ key, bytes, lines }: Sent) => {
    progress.clear();
    print({ key, bytes, lines });
    say(sentLine({ key, bytes, lines }, columns, screen.columns));
  };
  const arrived = ({ key, bytes }: Outgoing, loaded: number) => progress.show(key, loaded, bytes);
  const { sendAll } = await import('../src/operate/upload/send-all.ts');
  await sendAll(cloud, bucket, files, { signal, sent, arrived }).finally(progress.clear);
  const [only] = files.length === 1 ? files : [];
  const next = only ? [`--wait ${/^[\w.][\w.-]*$/.test(only.key) ? only.key : shellWord(only.key)}`] : [];
  const records = configured.abilities.records && nextCommand(cloud, 'records', ...next);
  const go = records ?? nextCommand(cloud, 'status');
  say({ en: `\nUploaded to ${bucket}. Try:  ${go}`, pt: `\nEnviado para ${bucket}. Continue:  ${go}` });
}

async function watch({ cloud, say, print, signal, screen, flags, ability }: Here, bucket: string, folder: string) {
  const progress = progressOf(screen);
  const tell = (text: Wording) => {
    progress.clear();
    say(text);
  };
  let count = 0;
  tell({
    en: `Whatever is saved in ${printable(folder)} goes to ${bucket}, until Ctrl-C.\n`,
    pt: `Tudo o que for salvo em ${printable(folder)} vai para ${bucket}, até Ctrl-C.\n`,
  });
  const { watchFolder } = await import('../src/operate/upload/watch-folder.ts');
  const waiting = await watchFolder(cloud, bucket, {
    ...{ folder, signal, say: tell, prefix: prefixOf(flags, ability.datasets) },
    sent({ key, bytes, lines }) {
      count += 1;
      print({ key, bytes, lines });
      tell(`  ${numbersOf(bytes, lines)}  ${printable(key)}`); // names of any length come last
    },
    failed(key, why, again) {
      print({ event: 'failed', key, error: why.en, again });
      tell({
        en: `  ${printable(key)} was not sent: ${why.en} Trying again in ${again} s.`,
        pt: `  ${printable(key)} não foi enviado: ${why.pt} Nova tentativa em ${again} s.`,
      });
    },
    idle(known) {
      print({ event: 'watching', folder, known });
      tell({
        en: `  All that is in the folder is in the bucket${known ? ` (${known} from before)` : ''}. Waiting for more.`,
        pt: `  Tudo o que está na pasta está no bucket${known ? ` (${known} de antes)` : ''}. Esperando mais.`,
      });
    },
    arrived: progress.show,
  }).finally(progress.clear);
  say({
    en: `${count} sent. What is in the folder stays there; start again, and only what is new is sent.`,
    pt: `Enviados: ${count}. O que está na pasta fica lá; comece de novo, e só o que é novo é enviado.`,
  });
  if (waiting.length) throw notSent(waiting.map((key) => printable(key)).join(', '));
}

function notSent(names: string): Problem {
  return new Problem(
    { en: `Not sent: ${names}.`, pt: `Não enviados: ${names}.` },
    { next: { en: 'Start again: they are tried first.', pt: 'Comece de novo: eles são tentados primeiro.' } },
  );
}
