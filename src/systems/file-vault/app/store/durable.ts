// Writing so that a power cut loses nothing that was promised: the content is on the disk before its file gets its name,
// and the name before the answer. A file appears whole or not at all, because `rename` is atomic (rename(2)).

import { open } from 'node:fs/promises';

/** Writes a new small file, and returns when its content is on the disk. */
export async function writeToDisk(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
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
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
