// A local cloud for one piece of work, in its own home. It is removed when the work ends, also after an error, and when this
// process is killed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inEnglish, type Wording } from '../engine/text.ts';
import { type LocalCloud, startLocalCloud, stopLocalCloud } from './cloud.ts';

/** @param name the beginning of the folder's name in the system's temporary folder */
export async function withFolder<Result>(name: string, body: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Messages about the start go to standard error. */
export function withPassingCloud<Result>(name: string, body: (cloud: LocalCloud) => Promise<Result>): Promise<Result> {
  return withFolder(name, async (home) => {
    try {
      const say = (text: Wording) => console.error(inEnglish(text));
      return await body(await startLocalCloud({ home, say, endsWith: process.pid }));
    } finally {
      await stopLocalCloud({ home });
    }
  });
}
