// What this machine must have for the local cloud: Node.js, a Python, ports, and a folder with free space.
// Nothing is started, installed or written, and AWS is not asked.

import { constants, existsSync, statSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorText } from '../../engine/problems.ts';
import { findLocalCloud, type LocalCloudOptions } from '../../local/cloud.ts';
import { DEFAULT_PYTHON, placeOf, readRecord } from '../../local/place.ts';
import { isFree } from '../../local/ports.ts';
import { GET_PYTHON, lookForPython, type PythonOptions } from '../../local/python.ts';
import { bad, type Finding, good, warning } from './finding.ts';

/** The Lambda runtime's major version. With another Node the bundle is the same, but local results may differ. */
const RUNTIME = 24;
/** Megabytes: MiniStack and Valkey take 97, and uploaded files need more. */
const ROOM = 300;

export function node(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    return bad('Node.js', version, 'Install Node.js 20.19 or newer: https://nodejs.org');
  if (major >= 22) return good('Node.js', version);
  const next = `Works. AWS SDK versions after January 2027 want Node.js 22; the functions run on ${RUNTIME}.`;
  return warning('Node.js', version, next);
}

export async function python(options: PythonOptions = {}): Promise<Finding> {
  if (process.platform === 'win32')
    return bad('Python', 'not on Windows itself', 'Valkey does not run there. Work inside WSL (wsl --install).');
  const found = await lookForPython(options);
  return found ? good('Python', found) : bad('Python', 'no Python 3.10 or newer with venv', `${GET_PYTHON}.`);
}

export async function ports({ home }: LocalCloudOptions = {}): Promise<Finding> {
  const running = await findLocalCloud(home ? { home } : {});
  if (running) return good('Ports', `the local cloud runs at ${running.endpoint}`);
  const kept = readRecord(placeOf(home))?.ports;
  if (!kept) return good('Ports', 'it takes some that are free');
  const free = await Promise.all(Object.values(kept).map(isFree));
  const taken = Object.values(kept).find((_, at) => !free[at]);
  if (taken === undefined) return good('Ports', `${kept.aws} is free`);
  return good('Ports', `another program has ${taken}: the local cloud will take another port, and keeps what it holds`);
}

/** The folders of the local cloud, or those in which they will be made. */
export async function folders({ home }: LocalCloudOptions = {}): Promise<Finding> {
  const wanted = [...new Set([placeOf(home).home, DEFAULT_PYTHON].map(nearest))];
  for (const folder of wanted) {
    const problem = statSync(folder).isDirectory()
      ? await access(folder, constants.W_OK).then(() => undefined, errorText)
      : 'it is a file';
    if (problem)
      return bad('Folder', `${folder} cannot be written: ${problem}`, 'Choose a folder in which you may write.');
  }
  const free = await Promise.all(wanted.map((folder) => statfs(folder)));
  const megabytes = Math.floor(Math.min(...free.map(({ bavail, bsize }) => bavail * bsize)) / 1e6);
  const found = `can be written, ${megabytes} MB are free`;
  return megabytes >= ROOM ? good('Folder', found) : warning('Folder', found, `Make room: it may need ${ROOM} MB.`);
}

/** The folder, or the nearest folder above it that exists. */
const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)));
