// npm packages that only some people need, such as a database server: installed once, when they are first used, into a folder
// below `.local/`. A list pins them by their sha512. No script of theirs is run.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from './lock.ts';

const FILES = ['package.json', 'package-lock.json'];
const QUIETLY = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

export interface Pinned {
  /** Folder with package.json and package-lock.json. */
  readonly list: string;
  readonly folder: string;
  /** The program that installs npm packages; tests give another. */
  readonly npm?: string | undefined;
  /** Called before the download. What it throws ends the installation. */
  readonly begin?: () => void;
  /** Called after the download, for what npm packages cannot contain. */
  readonly end?: () => void;
  /** The error of a download that failed. @param output of npm */
  readonly failed: (output: string, cause: unknown) => Error;
}

/** Does nothing when exactly this list is installed already. @throws what `failed` makes, or `begin` throws */
export async function installPinned({
  list,
  folder,
  npm = npmBesideNode(),
  begin,
  end,
  failed,
}: Pinned): Promise<void> {
  const wanted = createHash('sha256')
    .update(readFileSync(join(list, 'package-lock.json')))
    .digest('hex');
  const marker = join(folder, 'installed');
  const isThere = () => existsSync(marker) && readFileSync(marker, 'utf8') === wanted;
  if (isThere()) return;
  await withLock(`${folder}.lock`, async () => {
    if (isThere()) return; // another process installed it while we waited
    begin?.();
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of FILES) copyFileSync(join(list, file), join(folder, file));
    await promisify(execFile)(npm, ['ci', ...QUIETLY], { cwd: folder }).catch((cause) => {
      throw failed(`${cause.stdout ?? ''}${cause.stderr ?? ''}` || String(cause), cause);
    });
    end?.();
    writeFileSync(marker, wanted); // last: a half-installed folder has none, and is made anew
  });
}

/** npm is installed with Node, in the same folder. */
const npmBesideNode = (): string => {
  const beside = join(process.execPath, '..', 'npm');
  return existsSync(beside) ? beside : 'npm';
};
