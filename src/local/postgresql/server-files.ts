// The files of one database server of the local cloud, in `databases/`: a note of what it is (`NAME.json`), and a folder
// with its data (`NAME/`). The note is written last and deleted first, so a server with a note is complete.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Wording } from '../../engine/text.ts';
import { DEFAULT_POSTGRESQL, type Place } from '../place.ts';
import { LocalCloudError, lastLines, saysDiskFull } from '../problem.ts';
import { runApart } from '../run-apart.ts';
import { writeWhole } from '../whole-file.ts';
import { postgresql } from './install.ts';
import { giveToServer, letServerEnter, RUN_AS } from './run-as.ts';

/** What a server is. */
export interface ServerNote {
  readonly port: number;
  /** The user that owns everything but the server: RDS's "master user". */
  readonly master: string;
  readonly database: string;
  /** Password of `rdsadmin`, which has all rights in the server, as on RDS. */
  readonly adminPassword: string;
  /** Somebody stopped it, and it runs again when somebody starts it. */
  readonly stopped?: true;
}

export const ADMIN = 'rdsadmin';

const noteOf = (place: Place, name: string) => join(place.databases, `${name}.json`);
export const dataOf = (place: Place, name: string) => join(place.databases, name);

/** The note of a complete server. */
export function readNote(place: Place, name: string): ServerNote | undefined {
  const file = noteOf(place, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

export function writeNote(place: Place, name: string, note: ServerNote): void {
  writeWhole(noteOf(place, name), JSON.stringify(note), 0o600);
}

/** Names of all complete servers. */
export const serverNames = (place: Place): string[] =>
  existsSync(place.databases)
    ? readdirSync(place.databases).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []))
    : [];

export const forget = (place: Place, name: string): void => rmSync(noteOf(place, name), { force: true });

/**
 * Makes an empty server's files. Installs PostgreSQL first if it is missing.
 * @throws LocalCloudError when that is not possible
 */
export async function makeServerFiles(
  place: Place,
  name: string,
  asked: Omit<ServerNote, 'adminPassword'>,
  say?: (sentence: Wording) => void,
): Promise<void> {
  const { initdb } = await postgresql({ say });
  const data = dataOf(place, name);
  mkdirSync(place.databases, { recursive: true });
  await letServerEnter([dirname(DEFAULT_POSTGRESQL), place.home, place.databases], initdb);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  giveToServer(data);
  const adminPassword = randomBytes(24).toString('base64url');
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  giveToServer(passwordFile);
  const given = ['-D', data, '-U', ADMIN, `--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-sync'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  try {
    await runApart(initdb, [...given, ...locale], { ...RUN_AS, cwd: data, env: {} });
  } catch (cause) {
    const output = String((cause as { stderr?: string }).stderr || cause);
    throw new LocalCloudError(
      saysDiskFull(output)
        ? {
            en: 'Making a local database: no space is left on the disk. Free about 100 MB, and run this again.',
            pt: 'Ao criar um banco de dados local: não há mais espaço no disco. Libere cerca de 100 MB e rode isto de novo.',
          }
        : {
            en: `Making a local database: initdb failed. It said:${lastLines(output)}`,
            pt: `Ao criar um banco de dados local: o initdb falhou. A mensagem:${lastLines(output)}`,
          },
      { cause },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(join(data, 'pg_hba.conf'), whoMayConnect(asked.master));
  writeNote(place, name, { ...asked, adminPassword });
}

/**
 * As on RDS: only with TLS. Notice the order: the master user is a member of rds_iam, because it gives that role to
 * others. Without a line of its own it could connect without its password. RDS checks the token of a member of rds_iam;
 * this server cannot, so it lets every such member in.
 */
function whoMayConnect(master: string): string {
  const from = '127.0.0.1/32';
  return [
    `hostssl all ${ADMIN} ${from} scram-sha-256`,
    `hostssl all "${master}" ${from} scram-sha-256`,
    `hostssl all +rds_iam ${from} trust`,
    `hostssl all all ${from} scram-sha-256`,
    '',
  ].join('\n');
}
