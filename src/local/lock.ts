// One at a time, also between processes: two terminals may start the local cloud in the same second.
// Notice: creating a file exclusively is the lock. A lock whose owner is dead is broken, and since two waiters may see
// that at once, the breaking itself is done under a second such file: else one could break the other's fresh lock.

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LocalCloudError } from './problem.ts';
import { commandOf } from './processes.ts';

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

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new LocalCloudError(
      `Making the folder ${folder} for the local cloud: ${(cause as Error).message}. Choose a folder that can be written.`,
      { cause },
    );
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, command: commandOf(process.pid) }), {
      flag: 'wx',
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function owner(file: string): { pid: number; command: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // gone, or just being written
  }
}

function isStale(file: string): boolean {
  const holder = owner(file);
  if (holder) return commandOf(holder.pid) !== holder.command;
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
