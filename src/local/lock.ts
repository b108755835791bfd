// A lock between processes, because two terminals may start the local cloud in the same second.
// The lock is a file that is created exclusively. A lock whose process is dead is removed. Two waiters may see that at
// the same time, so the removal has a second lock file; without it one could remove the new lock of the other.

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Text } from '../engine/text.ts';
import { LocalCloudError, writingRefused } from './problem.ts';
import { processOf } from './processes.ts';

const LOCKING: Text = { en: 'Writing the lock file', pt: 'Ao gravar o arquivo de trava' };
const PATIENCE_SECONDS = 300;
const BREAKING_TAKES_AT_MOST_MS = 10_000;

/**
 * Waits for the lock file and runs `work` while holding it.
 * @throws LocalCloudError when a living process keeps it for five minutes, or its folder cannot be made
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  makeFolder(dirname(file));
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  while (!take(file)) {
    if (Date.now() > deadline) throw new LocalCloudError(heldBy(owner(file)?.pid ?? '?', file));
    if (isStale(file)) breakLock(file);
    else await pause(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

const heldBy = (pid: number | string, file: string): Text => ({
  en: `Waiting for our turn with the local cloud: process ${pid} has held ${file} for ${PATIENCE_SECONDS} s. End that process if it hangs, and run this again.`,
  pt: `À espera da nossa vez na nuvem local: o processo ${pid} segura ${file} há ${PATIENCE_SECONDS} s. Encerre esse processo se ele travou, e rode isto de novo.`,
});

/**
 * Takes the lock file without waiting for a living process.
 * @param note what to write beside our process
 * @returns undefined when it is ours now, else the process that has it
 */
export async function takeAtOnce(file: string, note: object): Promise<Owner | undefined> {
  makeFolder(dirname(file));
  while (!take(file, note)) {
    const holder = owner(file);
    if (holder && !isStale(file)) return holder;
    if (isStale(file)) breakLock(file);
    else await pause(50); // being written now
  }
  return undefined;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    if (writingRefused(cause, LOCKING)) throw cause;
    throw new LocalCloudError(
      {
        en: `Making the folder ${folder} for the local cloud: ${(cause as Error).message}. Choose a folder that can be written.`,
        pt: `Ao criar a pasta ${folder} para a nuvem local: ${(cause as Error).message}. Escolha uma pasta em que se possa gravar.`,
      },
      { cause },
    );
  }
}

function take(file: string, note: object = {}): boolean {
  try {
    const { pid, command, started } = processOf(process.pid) ?? { pid: process.pid };
    writeFileSync(file, JSON.stringify({ pid, command, started, ...note }), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

interface Owner {
  readonly pid: number;
  readonly command: string;
  /** Distinguishes it from a later process with the same id and the same command line. */
  readonly started?: string;
  readonly [note: string]: unknown;
}

function owner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // gone, or being written now
  }
}

function isStale(file: string): boolean {
  const holder = owner(file);
  if (holder) {
    const now = processOf(holder.pid);
    return now?.command !== holder.command || (holder.started !== undefined && now.started !== holder.started);
  }
  return olderThan(file, BREAKING_TAKES_AT_MOST_MS); // its process died between creating and writing it
}

function breakLock(file: string): void {
  const breaking = `${file}.breaking`;
  if (!take(breaking)) {
    if (olderThan(breaking, BREAKING_TAKES_AT_MOST_MS)) rmSync(breaking, { force: true });
    return;
  }
  if (isStale(file)) rmSync(file, { force: true });
  rmSync(breaking, { force: true });
}

function olderThan(file: string, milliseconds: number): boolean {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && Date.now() - made > milliseconds;
}
