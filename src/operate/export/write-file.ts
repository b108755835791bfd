// Writes a file that is complete or not there: first beside its place, then moved when it is on the disk.
// Even a file that appears at the same moment is not overwritten, because making a link fails when the name is taken.

import { randomUUID } from 'node:crypto';
import { access, link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorText, Problem, UsageProblem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { printable } from '../../screen/table.ts';

/** File systems without links (FAT, some network folders). */
const NO_LINKS = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'];

/** @throws Problem when it cannot be written, or exists and may not be overwritten */
export async function writeFile(path: string, text: string, { force }: { force: boolean }): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (force) await rename(beside, path);
    else await place(beside, path);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      {
        en: `Writing ${printable(path)}: ${errorText(error)}.`,
        pt: `Ao gravar ${printable(path)}: ${errorText(error)}.`,
      },
      { cause: error, next: NAME_ANOTHER_FOLDER },
    );
  } finally {
    await rm(beside, { force: true });
  }
}

const NAME_ANOTHER_FOLDER: Text = {
  en: 'Nothing was written. Name a file in a folder that is there and that you may write to.',
  pt: 'Nada foi gravado. Dê o nome de um arquivo numa pasta que existe e em que você pode gravar.',
};

/** An early check, before a cloud is asked. @throws UsageProblem */
export async function refuseTaken(path: string): Promise<void> {
  if (await isThere(path)) throw taken(path);
}

async function place(beside: string, path: string): Promise<void> {
  try {
    await link(beside, path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw taken(path);
    if (!NO_LINKS.includes(code)) throw error;
    await refuseTaken(path);
    await rename(beside, path);
  }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false, // missing or not reachable: writing will report it
  );

const taken = (path: string) =>
  new UsageProblem(
    { en: `${printable(path)} is there already.`, pt: `${printable(path)} já existe.` },
    {
      next: {
        en: 'It was left as it is. Name another file, or add --force to overwrite this one.',
        pt: 'Ele ficou como está. Dê outro nome, ou acrescente --force para gravar por cima.',
      },
    },
  );
