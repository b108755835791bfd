// The local cloud: MiniStack (an AWS emulator) and a Valkey server, without Docker and without an AWS account.
// It can be started, found, stopped and reset.
// Reading needs no lock, changing does. Two commands that start it at the same time get one cloud.

import { existsSync, rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Text, Wording } from '../engine/text.ts';
import { ensureCertificate } from './certificate.ts';
import { endGroup, livingKeeper } from './group.ts';
import { launch } from './launch.ts';
import { withLock } from './lock.ts';
import { move } from './move.ts';
import {
  type CloudRecord,
  DEFAULT_HOME,
  DEFAULT_PYTHON,
  furnish,
  type Place,
  placeOf,
  readRecord,
  writeRecord,
} from './place.ts';
import { choosePorts, freePorts } from './ports.ts';
import { moveDatabases } from './postgresql/move-databases.ts';
import { LocalCloudError, writingRefused } from './problem.ts';
import { pythonEnvironment } from './python.ts';
import { answers } from './ready.ts';

export { LocalCloudError } from './problem.ts';

export interface LocalCloud {
  /** MiniStack, e.g. "http://127.0.0.1:4566". */
  readonly endpoint: string;
  /** The cache with TLS, for functions; and its plain port, for tests. */
  readonly cache: {
    readonly host: '127.0.0.1';
    readonly port: number;
    readonly plainPort: number;
    /** Path of the PEM file that clients must trust. */
    readonly ca: string;
  };
  /** Path of the log file. */
  readonly log: string;
  /** The keeper's process id, which is also the process group. */
  readonly pid: number;
  readonly home: string;
}

export interface LocalCloudOptions {
  /** Folder of the cloud; default `.local/cloud` in the repository. Each home has its own cloud. */
  readonly home?: string;
  readonly say?: (sentence: Wording) => void;
  /** Extra MiniStack environment of this run, e.g. { AUTH: 'true' }. */
  readonly settings?: Record<string, string>;
  /** Id of a process. When it ends, however it ends, this cloud stops and its home is removed. */
  readonly endsWith?: number;
}

export const STARTING: Text = { en: 'Starting the local cloud', pt: 'Ao iniciar a nuvem local' };

/** How long a running cloud may take to answer. MiniStack does one thing at a time, and that can be a large upload. */
const BUSY_MS = 5_000;

/**
 * Returns the running local cloud, or starts it: installed if needed, with its last state and ports.
 * @throws LocalCloudError when it cannot start, or already runs with other settings
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const running = await findLocalCloud(options);
  if (running) return sameSettings(running, options);
  return alone(options, async (place) => {
    const meanwhile = await findLocalCloud(options);
    return meanwhile ? sameSettings(meanwhile, options) : start(place, options);
  });
}

/** Saves its state and stops it. No process and no temporary folder is left. */
export async function stopLocalCloud(options: LocalCloudOptions = {}): Promise<'stopped' | 'was not running'> {
  if (!existsSync(placeOf(options.home).record)) return 'was not running';
  return alone(options, async (place) => ((await stop(place)) ? 'stopped' : 'was not running'));
}

/** The local cloud, if it runs and answers. */
export async function findLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud | undefined> {
  const place = placeOf(options.home);
  const record = readRecord(place);
  const pid = livingKeeper(place, record);
  if (!record || !pid || !(await answers(place, record.ports, BUSY_MS))) return undefined;
  return describe(place, record, pid);
}

/** Deletes all its contents (ports and certificate stay), and starts it again if it was running. */
export async function resetLocalCloud(options: LocalCloudOptions = {}): Promise<void> {
  if (!existsSync(placeOf(options.home).home)) return;
  await alone(options, async (place) => {
    const record = readRecord(place);
    const wasRunning = livingKeeper(place, record) !== undefined;
    await stop(place);
    const kept = [place.state, place.objects, place.cache, place.mails, place.databases, place.machines, place.user];
    for (const path of kept) rmSync(path, { recursive: true, force: true });
    if (wasRunning) await start(place, { ...record, ...options });
  });
}

/** Runs while no other process changes this cloud. */
const alone = <T>(options: LocalCloudOptions, work: (place: Place) => Promise<T>): Promise<T> =>
  withLock(placeOf(options.home).lock, () => work(placeOf(options.home))).catch((error: unknown) => {
    throw writingRefused(error, STARTING) ?? error;
  });

async function start(place: Place, { say, settings, endsWith }: Omit<LocalCloudOptions, 'home'>): Promise<LocalCloud> {
  await stop(place); // a killed keeper's processes, or a keeper that does not answer
  await pythonEnvironment(say ? { say } : {});
  furnish(place);
  await ensureCertificate(place);
  const kept = readRecord(place)?.ports;
  const ports = kept ? await freePorts(kept) : await choosePorts(place.home === placeOf(DEFAULT_HOME).home);
  if (kept) move(place, kept, ports, say);
  await moveDatabases(place, say);
  const record = { ports, ...(settings && { settings }) };
  return describe(place, record, await launch(place, record, DEFAULT_PYTHON, endsWith));
}

async function stop(place: Place): Promise<boolean> {
  const record = readRecord(place);
  const ended = await endGroup(place, record);
  if (record) writeRecord(place, { ports: record.ports });
  return ended;
}

function sameSettings(cloud: LocalCloud, { settings, home }: LocalCloudOptions): LocalCloud {
  const now = readRecord(placeOf(home))?.settings ?? {};
  if (!settings || isDeepStrictEqual({ ...settings }, { ...now })) return cloud;
  const [asked, have] = [JSON.stringify(settings), JSON.stringify(now)];
  throw new LocalCloudError({
    en: `Starting the local cloud with settings ${asked}: it already runs with ${have}, in ${cloud.home}. Stop it and run this again.`,
    pt: `Ao iniciar a nuvem local com a configuração ${asked}: ela já roda com ${have}, em ${cloud.home}. Pare-a e rode isto de novo.`,
  });
}

function describe(place: Place, { ports }: CloudRecord, pid: number): LocalCloud {
  return {
    endpoint: `http://127.0.0.1:${ports.aws}`,
    cache: { host: '127.0.0.1', port: ports.cache, plainPort: ports.plain, ca: place.ca },
    log: place.log,
    pid,
    home: place.home,
  };
}
