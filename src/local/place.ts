// Where one local cloud keeps its things: a folder, `.local/cloud` unless told otherwise.
// Notice: `cloud.json` is the only memory between two commands. It keeps the ports for ever, because saved queue URLs
// carry the port, and the process id only as a hint: who uses it asks the system whose process that is.

import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
export const DEFAULT_HOME = join(REPOSITORY, '.local', 'cloud');
/** The home in use: the environment variable lets a class, or a test, keep clouds apart. */
const HOME_IN_USE = process.env.LOCAL_CLOUD_HOME || DEFAULT_HOME;
/** Shared by all homes: the Python environment holds programs, and no state. */
export const DEFAULT_PYTHON = join(REPOSITORY, '.local', 'python');

/** Every path of one local cloud. */
export type Place = ReturnType<typeof placeOf>;

export function placeOf(folder: string = HOME_IN_USE) {
  // The real path: two spellings of one folder must be one cloud.
  const home = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  const at = (name: string) => join(home, name);
  return {
    home,
    record: at('cloud.json'),
    lock: at('lock'),
    log: at('cloud.log'),
    ca: at('ca.pem'),
    key: at('key.pem'),
    /** MiniStack's saved services, and the bodies of S3 objects. */
    state: at('state'),
    objects: at('s3'),
    cache: at('cache'),
    /** HOME and TMPDIR of the emulator and of the functions it runs. */
    user: at('home'),
    temporary: at('tmp'),
  };
}

/** Makes the folders. The home itself may only be entered by its owner: it holds a private key. */
export function furnish(place: Place): void {
  mkdirSync(place.home, { recursive: true, mode: 0o700 });
  for (const folder of [place.state, place.objects, place.cache, place.user, place.temporary])
    mkdirSync(folder, { recursive: true });
  // Functions are unpacked below TMPDIR. Without this, Node would find the repository's own package.json above them
  // and take their CommonJS code for ES modules.
  writeFileSync(join(place.home, 'package.json'), '{"type":"commonjs"}\n');
}

/** TCP ports on 127.0.0.1: MiniStack, the cache as functions see it (TLS), and Valkey behind that (plain). */
export interface Ports {
  readonly aws: number;
  readonly cache: number;
  readonly plain: number;
}

export interface CloudRecord {
  readonly ports: Ports;
  /** The keeper, when there should be one. */
  readonly pid?: number;
  /** Extra MiniStack environment of that run. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What is remembered; undefined before the first start, or when the file cannot be understood. */
export function readRecord(place: Place): CloudRecord | undefined {
  try {
    const { ports, pid, settings } = JSON.parse(readFileSync(place.record, 'utf8'));
    if (![ports.aws, ports.cache, ports.plain].every(Number.isInteger)) return undefined;
    return { ports, ...(Number.isInteger(pid) && pid > 1 && { pid }), ...(settings && { settings }) };
  } catch {
    return undefined;
  }
}

/** Written beside and moved into place, so nobody ever reads half a record. */
export function writeRecord(place: Place, record: CloudRecord): void {
  const draft = `${place.record}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(draft, place.record);
}
