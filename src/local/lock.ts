// One at a time, also between processes: two terminals may start the local cloud in the same second.
// Notice: creating a file exclusively is the lock. A lock whose owner is dead is broken, and since two waiters may see
// that at once, the breaking itself is done under a second such file: else one could break the other's fresh lock.

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LocalCloudError, writingRefused } from './problem.ts';
import { processOf } from './processes.ts';

const PATIENCE_SECONDS = 300;
const BREAKING_TAKES_AT_MOST_MS = 10_000;

/**
 * Runs `work` while holding the lock file, and waits for whoever holds it before.
 * @throws LocalCloudError when a living process keeps it for five minutes, or its folder cannot be made
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  makeFolder(dirname(file));
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  while (!take(file)) {
    if (Date.now() > deadline)
      throw new LocalCloudError(
        `Waiting for our turn with the local cloud: process ${owner(file)?.pid ?? '?'} has held ${file} for ` +
          `${PATIENCE_SECONDS} s. End that process if it hangs, and run this again.`,
      );
    if (isStale(file)) breakLock(file);
    else await pause(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Takes the lock file without waiting for a living owner.
 * @param note what to write beside our process
 * @returns undefined when it is ours now, else who has it
 */
export async function takeAtOnce(file: string, note: object): Promise<Owner | undefined> {
  makeFolder(dirname(file));
  while (!take(file, note)) {
    const holder = owner(file);
    if (holder && !isStale(file)) return holder;
    if (isStale(file)) breakLock(file);
    else await pause(50); // just being written
  }
  return undefined;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    if (writingRefused(cause, '')) throw cause;
    throw new LocalCloudError(
      `Making the folder ${folder} for the local cloud: ${(cause as Error).message}. Choose a folder that can be written.`,
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
  /** Tells it from a later process with the same id and the same command line. */
  readonly started?: string;
  readonly [note: string]: unknown;
}

function owner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // gone, or just being written
  }
}

function isStale(file: string): boolean {
  const holder = owner(file);
  if (holder) {
    const now = processOf(holder.pid);
    return now?.command !== holder.command || (holder.started !== undefined && now.started !== holder.started);
  }
  return olderThan(file, BREAKING_TAKES_AT_MOST_MS); // its owner died between creating and writing it
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
