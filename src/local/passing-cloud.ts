// A local cloud for one piece of work. It is removed when the work ends, also after an error, and when this process is killed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inEnglish } from '../engine/text.ts';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud, stopLocalCloud } from './cloud.ts';

/** @param name the beginning of the folder's name in the system's temporary folder */
export async function withFolder<Result>(name: string, body: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A local cloud in a home of its own. It also ends with this process, however that ends. */
export interface PassingCloud extends LocalCloud {
  /** Stops it and removes its home. */
  end(): Promise<void>;
}

/** @param name the beginning of its home's name in the system's temporary folder */
export async function passingCloud(
  name: string,
  options: Pick<LocalCloudOptions, 'say' | 'settings'> = {},
): Promise<PassingCloud> {
  const home = mkdtempSync(join(tmpdir(), `${name}-`));
  const end = async () => {
    await stopLocalCloud({ home });
    rmSync(home, { recursive: true, force: true });
  };
  try {
    return { ...(await startLocalCloud({ ...options, home, endsWith: process.pid })), end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Messages about the start go to standard error. */
export async function withPassingCloud<Result>(
  name: string,
  body: (cloud: LocalCloud) => Promise<Result>,
): Promise<Result> {
  const cloud = await passingCloud(name, { say: (text) => console.error(inEnglish(text)) });
  try {
    return await body(cloud);
  } finally {
    await cloud.end();
  }
}
