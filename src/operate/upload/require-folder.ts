// Checks the folder to watch.

import { stat } from 'node:fs/promises';
import { UsageProblem } from '../../engine/problems.ts';
import { printable } from '../../screen/table.ts';
import { whyNot } from './find-files.ts';

/** @param words the other words of the command @throws UsageProblem */
export async function requireFolder(folder: string, words: readonly string[]): Promise<void> {
  const example = 'npm run upload -- --watch ~/lancamentos';
  const next = { en: `Name one folder, such as ${example}`, pt: `Dê o nome de uma pasta, por exemplo ${example}` };
  if (words.length) {
    const names = words.map((word) => printable(word)).join(', ');
    throw new UsageProblem(
      { en: `${names} cannot stand beside --watch.`, pt: `${names} não pode vir junto de --watch.` },
      { next },
    );
  }
  const stats = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    const why = whyNot(error);
    throw new UsageProblem(
      { en: `${printable(folder)} ${why.en}.`, pt: `${printable(folder)} ${why.pt}.` },
      { cause: error, next },
    );
  });
  if (!stats.isDirectory())
    throw new UsageProblem(
      {
        en: `${printable(folder)} is a file, not a folder.`,
        pt: `${printable(folder)} é um arquivo, não uma pasta.`,
      },
      { next },
    );
}
