// Writing so that a power cut loses nothing that was promised: the content is on the disk before its file gets its name,
// and the name before the answer. A file appears whole or not at all, because `rename` is atomic (rename(2)).

import { closeSync, fsync, openSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const onDisk = promisify(fsync);

/**
 * Writes a new small file, and returns when its content is on the disk. Opening and writing only fill memory, so they are
 * done at once: for a small file the way to a thread and back takes longer. Only the fsync waits for the disk.
 */
export async function writeToDisk(path: string, content: string | Uint8Array): Promise<void> {
  const file = openSync(path, 'wx', 0o640);
  try {
    writeFileSync(file, content);
    await onDisk(file);
  } finally {
    closeSync(file);
  }
}

interface Syncs {
  running: Promise<void>;
  next: Promise<void> | undefined;
}
const SYNCS = new Map<string, Syncs>();

/**
 * Waits until the names in a folder are on the disk. Calls at the same time share one fsync: one that began before the
 * rename may have missed it, so such a call waits for the one after it.
 */
export function syncFolder(folder: string): Promise<void> {
  const syncs = SYNCS.get(folder);
  if (!syncs) {
    const running = sync(folder);
    SYNCS.set(folder, { running, next: undefined });
    running.then(
      () => forget(folder, running),
      () => forget(folder, running),
    );
    return running;
  }
  syncs.next ??= syncs.running
    .catch(() => undefined) // the calls that waited for it have the error
    .then(() => {
      SYNCS.delete(folder);
      return syncFolder(folder);
    });
  return syncs.next;
}

function forget(folder: string, done: Promise<void>): void {
  const syncs = SYNCS.get(folder);
  if (syncs?.running === done && !syncs.next) SYNCS.delete(folder);
}

async function sync(folder: string): Promise<void> {
  const handle = openSync(folder, 'r');
  try {
    await onDisk(handle);
  } finally {
    closeSync(handle);
  }
}
