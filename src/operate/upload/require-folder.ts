// Checks the folder to watch.

import { stat } from 'node:fs/promises';
import { UsageProblem } from '../../engine/problems.ts';
import { printable } from '../../screen/table.ts';
import { whyNot } from './find-files.ts';

/** @param words the other words of the command @throws UsageProblem */
export async function requireFolder(folder: string, words: readonly string[]): Promise<void> {
  const next = 'Name one folder, such as npm run upload -- --watch ~/lancamentos';
  if (words.length)
    throw new UsageProblem(`${words.map((word) => printable(word)).join(', ')} cannot stand beside --watch.`, { next });
  const stats = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    throw new UsageProblem(`${printable(folder)} ${whyNot(error)}.`, { cause: error, next });
  });
  if (!stats.isDirectory()) throw new UsageProblem(`${printable(folder)} is a file, not a folder.`, { next });
}
