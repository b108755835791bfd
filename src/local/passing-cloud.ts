// A local cloud for the time of one piece of work: a home of its own, gone afterwards however the work ends.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalCloud, startLocalCloud, stopLocalCloud } from './cloud.ts';

/** @param name the folder's name below the system's temporary folder begins with it */
export async function withFolder<Result>(name: string, body: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What starting takes is told on standard error. */
export function withPassingCloud<Result>(name: string, body: (cloud: LocalCloud) => Promise<Result>): Promise<Result> {
  return withFolder(name, async (home) => {
    try {
      return await body(await startLocalCloud({ home, say: console.error }));
    } finally {
      await stopLocalCloud({ home });
    }
  });
}
