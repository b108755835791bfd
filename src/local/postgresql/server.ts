// A database server of the local cloud: what RDS makes when it is asked for an instance. Each instance has a server of
// its own, with its own port, users and data. The keeper runs it (kept-servers.ts), so it ends with the local cloud and
// starts with it.

import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Wording } from '../../engine/text.ts';
import { livingKeeper } from '../group.ts';
import { withLock } from '../lock.ts';
import { type Place, placeOf, readRecord } from '../place.ts';
import { anyFreePort } from '../ports.ts';
import { LocalCloudError } from '../problem.ts';
import { connected } from './administrator.ts';
import { dataOf, forget, makeServerFiles, readNote, type ServerNote, serverNames, writeNote } from './server-files.ts';

const PATIENCE_SECONDS = 30;

export interface ServerWish extends Omit<ServerNote, 'adminPassword'> {
  /** Letters, digits and hyphens, unique in the local cloud. */
  readonly name: string;
  /** Of the master user; without it the user keeps the one it has. */
  readonly password?: string | undefined;
}

export interface ServerOptions {
  readonly home?: string;
  readonly say?: ((sentence: Wording) => void) | undefined;
}

/**
 * Makes a new server, in the place of what an earlier instance of that name left.
 * @param ask asks RDS for the instance, with this port. Meanwhile nobody else makes or changes a server, so a look at the
 * instance that comes too early waits for it
 * @throws what `ask` throws; LocalCloudError when the server cannot be made, or does not answer
 */
export async function newServer<Answer>(
  ask: (port: number) => Promise<{ answer: Answer; wish: ServerWish }>,
  options: ServerOptions,
): Promise<Answer> {
  const place = placeOf(options.home);
  return alone(place, async () => {
    const { answer, wish } = await ask(await choosePort(place));
    await remove(place, wish.name);
    await make(place, wish, options);
    return answer;
  });
}

/**
 * The server runs, with its master user and its database. Makes what is missing, and keeps what is there.
 * @throws LocalCloudError when it cannot be made, or does not answer
 */
export async function ensureServer(wish: ServerWish, options: ServerOptions): Promise<void> {
  const place = placeOf(options.home);
  if (!wish.password && readNote(place, wish.name)) return;
  await alone(place, () => make(place, wish, options));
}

async function make(place: Place, wish: ServerWish, { say }: ServerOptions): Promise<void> {
  if (!readNote(place, wish.name)) await makeServerFiles(place, wish.name, wish, say);
  await prepare(place, wish);
}

const alone = <T>(place: Place, work: () => Promise<T>): Promise<T> => withLock(`${place.databases}.lock`, work);

/** A port on which nothing listens, and which no other server of this cloud has. */
async function choosePort(place: Place): Promise<number> {
  const taken = new Set(serverNames(place).map((name) => readNote(place, name)?.port));
  for (;;) {
    const port = await anyFreePort();
    if (!taken.has(port)) return port;
  }
}

/** Ends the server and deletes its data. */
export async function removeServer(name: string, { home }: ServerOptions): Promise<void> {
  const place = placeOf(home);
  await alone(place, () => remove(place, name));
}

/** Ends the server and keeps its data. */
export async function stopServer(name: string, { home }: ServerOptions): Promise<void> {
  const place = placeOf(home);
  await alone(place, async () => {
    const note = readNote(place, name);
    if (!note) return;
    writeNote(place, name, { ...note, stopped: true });
    await ended(place, name);
  });
}

/** Starts a server that was stopped, and waits until it answers. */
export async function startServer(name: string, { home }: ServerOptions): Promise<void> {
  const place = placeOf(home);
  await alone(place, async () => {
    const { stopped, ...note } = readNote(place, name) ?? {};
    if (!stopped) return;
    writeNote(place, name, note as ServerNote);
    await (await connected(place, name)).end();
  });
}

async function remove(place: Place, name: string): Promise<void> {
  const data = dataOf(place, name);
  forget(place, name);
  await ended(place, name);
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}

/** @throws LocalCloudError when it does not end */
async function ended(place: Place, name: string): Promise<void> {
  const data = dataOf(place, name);
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  // PostgreSQL deletes this file as the last thing of its end.
  while (existsSync(`${data}/postmaster.pid`) && livingKeeper(place, readRecord(place))) {
    if (Date.now() > deadline)
      throw new LocalCloudError({
        en: `Stopping a local database: its server does not end. Run "npm run local -- stop", and this again.`,
        pt: 'Ao parar um banco de dados local: o servidor não termina. Rode "npm run local -- stop", e isto de novo.',
      });
    await pause(25);
  }
}

/** What RDS makes in a new instance. Every statement can be repeated. */
async function prepare(place: Place, { name, master, database, password }: ServerWish): Promise<void> {
  const client = await connected(place, name);
  try {
    const user = client.escapeIdentifier(master);
    await client.query(makeRole('rds_iam', 'NOLOGIN'));
    await client.query(makeRole(master, 'LOGIN CREATEDB CREATEROLE'));
    await client.query(`GRANT rds_iam TO ${user} WITH ADMIN OPTION`);
    if (password) await client.query(`ALTER ROLE ${user} PASSWORD ${client.escapeLiteral(password)}`);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${user}`);
  } finally {
    await client.end();
  }
}

/** PostgreSQL has no CREATE ROLE IF NOT EXISTS. */
const makeRole = (name: string, rights: string): string =>
  `DO $$ BEGIN CREATE ROLE "${name.replaceAll('"', '""')}" ${rights};
   EXCEPTION WHEN duplicate_object THEN NULL; END $$`;
