// The folder of one local cloud, by default `.local/cloud`.
// `cloud.json` is the only memory between two commands. It keeps the ports for ever, because saved queue URLs contain
// the port. Its process id may be old, so readers ask the system whose process it is.

import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from './whole-file.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
export const DEFAULT_HOME = join(REPOSITORY, '.local', 'cloud');
/** The home in use: with the environment variable a class or a test can keep clouds apart. */
const HOME_IN_USE = process.env.LOCAL_CLOUD_HOME || DEFAULT_HOME;
/** Shared by all homes, because the Python environment has programs and no state. */
export const DEFAULT_PYTHON = join(REPOSITORY, '.local', 'python');
/**
 * The same for PostgreSQL, which is there only after a system asked for a database. It does not run as root (run-as.ts).
 * So for root it is outside of a project that other users cannot enter.
 */
export const DEFAULT_POSTGRESQL = othersMayEnter(REPOSITORY)
  ? join(REPOSITORY, '.local', 'postgresql')
  : '/var/lib/ada-contabilidade/postgresql';

function othersMayEnter(folder: string): boolean {
  if (process.getuid?.() !== 0) return true;
  const above = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || othersMayEnter(above));
}

/** Every path of one local cloud. */
export type Place = ReturnType<typeof placeOf>;

export function placeOf(folder: string = HOME_IN_USE) {
  // The real path, because two spellings of one folder must be one cloud.
  const home = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  const at = (name: string) => join(home, name);
  return {
    home,
    record: at('cloud.json'),
    lock: at('lock'),
    log: at('cloud.log'),
    ca: at('ca.pem'),
    key: at('key.pem'),
    /** MiniStack's saved services, and the contents of S3 objects. */
    state: at('state'),
    objects: at('s3'),
    cache: at('cache'),
    /** The last messages of each topic, as JSON lines. */
    mails: at('mails.jsonl'),
    /** Which exercise runs, and how earlier ones ended. */
    exercises: at('exercises.json'),
    /** A folder and a note for each database instance. */
    databases: at('databases'),
    /** Disks and volumes of the machines that this cloud plays. */
    machines: at('machines'),
    /** HOME and TMPDIR of the emulator and of the functions it runs. */
    user: at('home'),
    temporary: at('tmp'),
  };
}

/** Makes the folders. Only the owner may enter the home, because it contains a private key. */
export function furnish(place: Place): void {
  mkdirSync(place.home, { recursive: true, mode: 0o700 });
  for (const folder of [
    place.state,
    place.objects,
    place.cache,
    place.databases,
    place.machines,
    place.user,
    place.temporary,
  ])
    mkdirSync(folder, { recursive: true });
  // Functions are unpacked below TMPDIR. Without this file Node would find the repository's own package.json above them
  // and read their CommonJS code as ES modules.
  writeFileSync(join(place.home, 'package.json'), '{"type":"commonjs"}\n');
}

/** TCP ports on 127.0.0.1: MiniStack, the cache with TLS (for functions), and Valkey without TLS. */
export interface Ports {
  readonly aws: number;
  readonly cache: number;
  readonly plain: number;
}

export interface CloudRecord {
  readonly ports: Ports;
  /** The keeper's process id, when it was started. */
  readonly pid?: number;
  /** Extra MiniStack environment of that run. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The saved record; undefined before the first start, or when the file is broken. */
export function readRecord(place: Place): CloudRecord | undefined {
  try {
    const { ports, pid, settings } = JSON.parse(readFileSync(place.record, 'utf8'));
    if (![ports.aws, ports.cache, ports.plain].every(Number.isInteger)) return undefined;
    return { ports, ...(Number.isInteger(pid) && pid > 1 && { pid }), ...(settings && { settings }) };
  } catch {
    return undefined;
  }
}

export function writeRecord(place: Place, record: CloudRecord): void {
  writeWhole(place.record, `${JSON.stringify(record, null, 2)}\n`);
}
