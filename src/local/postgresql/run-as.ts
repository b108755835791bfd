// PostgreSQL refuses to run as root. In a container or a cloud shell people often are root, so there the server runs as
// the user "nobody". This user must be able to reach the programs and the data, and nothing else of the home: the
// folders on the way may be entered, but not listed.

import { execFile } from 'node:child_process';
import { chmodSync, chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { LocalCloudError } from '../problem.ts';

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** Options of `spawn` and `execFile`; empty for an ordinary user. */
export const RUN_AS: { readonly uid?: number; readonly gid?: number } = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** Gives a file or folder to the user that runs PostgreSQL. */
export function giveToServer(path: string): void {
  if (isRoot) chownSync(path, NOBODY, NOBODY);
}

/**
 * Lets that user enter these folders of ours.
 * @throws LocalCloudError when a folder above them keeps it from running the program
 */
export async function letServerEnter(folders: readonly string[], program: string): Promise<void> {
  if (!isRoot) return;
  for (const folder of folders) chmodSync(folder, (statSync(folder).mode & 0o777) | 0o011);
  await promisify(execFile)(program, ['--version'], { ...RUN_AS, cwd: folders.at(-1) ?? dirname(program) }).catch(
    (cause) => {
      throw new LocalCloudError(
        {
          en: `Starting PostgreSQL for the local cloud: it does not run as root, and the user "nobody" cannot run ${program} or enter the folder of the local cloud. Work as an ordinary user, or move the project to a folder that everybody may enter, such as /srv or /opt.`,
          pt: `Ao iniciar o PostgreSQL para a nuvem local: ele não roda como root, e o usuário "nobody" não pode rodar ${program} ou entrar na pasta da nuvem local. Trabalhe como um usuário comum, ou mova o projeto para uma pasta em que todos podem entrar, como /srv ou /opt.`,
        },
        { cause },
      );
    },
  );
}
