// Finds the files to send: files, folders with everything below them, and patterns.
// Everything is checked before the first byte is sent. A file's key is its name; below a folder, or below the folders
// that a pattern names, it is the path from there.

import { createReadStream, type Stats } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { errorText, UsageProblem } from '../../engine/problems.ts';
import { type Text, translated } from '../../engine/text.ts';
import { isPassing } from '../../page/passing.ts';
import { tooLong } from '../../runtime/object-key.ts';
import { printable } from '../../screen/table.ts';
import { keyOf } from './names.ts';
import type { Outgoing } from './upload.ts';

/** @throws UsageProblem when one of them cannot be sent; then none is */
export async function findFiles(words: readonly string[]): Promise<Outgoing[]> {
  const files = (await Promise.all(words.map(find))).flat();
  const keys = new Set<string>();
  for (const { key } of files) {
    if (keys.has(key))
      throw new UsageProblem(
        {
          en: `Two of the files are called ${printable(key)}: one would overwrite the other.`,
          pt: `Dois dos arquivos se chamam ${printable(key)}: um gravaria por cima do outro.`,
        },
        {
          next: {
            en: 'Rename one of them, or upload it from its own folder later. Nothing was uploaded.',
            pt: 'Mude o nome de um deles, ou envie-o depois, da pasta dele. Nada foi enviado.',
          },
        },
      );
    keys.add(key);
  }
  return files;
}

/** A word that is the name of an existing file means this file, even if it looks like a pattern. */
async function find(word: string): Promise<Outgoing[]> {
  const { stats, error } = await look(word);
  if (stats?.isDirectory()) return below(word, '**');
  if (!stats && isDynamicPattern(word)) return matching(word);
  return [await outgoing(word, basename(word), stats, error)];
}

function matching(pattern: string): Promise<Outgoing[]> {
  const parts = pattern.split('/');
  const fixed = parts.slice(0, -1).findIndex((part) => isDynamicPattern(part));
  const folder = parts.slice(0, fixed < 0 ? -1 : fixed);
  return below(folder.length ? folder.join('/') || '/' : '.', parts.slice(folder.length).join('/'), pattern);
}

async function below(folder: string, pattern: string, typed = folder): Promise<Outgoing[]> {
  const paths = await glob(pattern, { cwd: folder, followSymbolicLinks: false, expandDirectories: false });
  const meant = paths.filter((path) => !isPassing(path)).sort();
  const files: Outgoing[] = [];
  for (const path of meant) {
    const whole = join(folder, path);
    const { stats, error } = await look(whole);
    if (!stats?.isDirectory()) files.push(await outgoing(whole, keyOf(path), stats, error)); // no link to a folder
  }
  if (files.length) return files;
  throw new UsageProblem(
    {
      en: `${printable(typed)} has no file to send; hidden and temporary ones are left out.`,
      pt: `${printable(typed)} não tem arquivo para enviar; ocultos e temporários ficam de fora.`,
    },
    {
      next: {
        en: 'Nothing was uploaded. Name a file, or a folder with files in it.',
        pt: 'Nada foi enviado. Dê o nome de um arquivo, ou de uma pasta com arquivos.',
      },
    },
  );
}

const CORRECT_THE_NAME: Text = {
  en: 'Nothing was uploaded. Correct the name and try again.',
  pt: 'Nada foi enviado. Corrija o nome e tente de novo.',
};

type Looked = { readonly stats?: Stats; readonly error?: NodeJS.ErrnoException };

const look = (path: string): Promise<Looked> =>
  stat(path).then(
    (stats) => ({ stats }),
    (error: NodeJS.ErrnoException) => ({ error }),
  );

async function outgoing(
  path: string,
  key: string,
  stats: Stats | undefined,
  error: Looked['error'],
): Promise<Outgoing> {
  const refuse = (why: Text, cause?: unknown) =>
    new UsageProblem(
      translated((language) => `${printable(path)} ${why[language]}.`),
      { cause, next: CORRECT_THE_NAME },
    );
  if (stats && !stats.isFile()) throw refuse({ en: 'is not a file', pt: 'não é um arquivo' });
  if (tooLong(key))
    throw refuse({
      en: 'has a name that is too long for S3 (1,024 bytes)',
      pt: 'tem um nome longo demais para o S3 (1.024 bytes)',
    });
  const closed =
    error ??
    (await access(path, constants.R_OK).then(
      () => undefined,
      (reason) => reason,
    ));
  if (closed) throw refuse(whyNot(closed), closed);
  return { key, bytes: stats?.size ?? 0, open: () => createReadStream(path) };
}

/** "does not exist" */
export function whyNot(error: NodeJS.ErrnoException): Text {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return { en: 'does not exist', pt: 'não existe' };
  if (error.code === 'EACCES' || error.code === 'EPERM')
    return { en: 'may not be read by you', pt: 'não pode ser lido por você' };
  return { en: `cannot be read (${errorText(error)})`, pt: `não pode ser lido (${errorText(error)})` };
}
