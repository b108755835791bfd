// A file that is there whole or not at all: written beside its place, and moved there when it is on the disk.
// Notice: not even a file that appears in this very moment is overwritten: making a link fails where a name is taken.

import { randomUUID } from 'node:crypto';
import { access, link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorText, Problem, UsageProblem } from '../../engine/problems.ts';
import { printable } from '../../screen/table.ts';

/** File systems that know no links (FAT, some network folders). */
const NO_LINKS = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'];

/** @throws Problem when it cannot be written, or is there already and may not be overwritten */
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
    throw new Problem(`Writing ${printable(path)}: ${errorText(error)}.`, {
      cause: error,
      next: 'Nothing was written. Name a file in a folder that is there and that you may write to.',
    });
  } finally {
    await rm(beside, { force: true });
  }
}

/** Early, before anything is asked of a cloud. @throws UsageProblem */
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
    () => false, // not there, or not to be reached: writing will tell
  );

const taken = (path: string) =>
  new UsageProblem(`${printable(path)} is there already.`, {
    next: 'It was left as it is. Name another file, or add --force to overwrite this one.',
  });
