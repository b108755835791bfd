// What a command of the project prints on a terminal with colours, with no setting but the defaults.
// Notice: whatever it writes to standard error is trouble, or is about this machine. A picture shows neither, and
// nothing is left out in secret: then there is no picture.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Problem } from '../engine/problems.ts';
import { SETTINGS } from '../settings/settings.ts';
import type { Pictured } from './pictures.ts';

const REPOSITORY = new URL('../../', import.meta.url);
const TSX = import.meta.resolve('tsx');
/** An empty setting counts as none, whatever `.env` says. */
const DEFAULTS = Object.fromEntries(SETTINGS.map((name) => [name, '']));

/**
 * Runs it to its end.
 * @param home of the local cloud that it works on
 * @throws Problem when it does not end well
 */
export async function printed(
  { command, script, words }: Pick<Pictured, 'command' | 'script' | 'words'>,
  { home, signal }: { home: string; signal: AbortSignal },
): Promise<string> {
  const path = fileURLToPath(new URL(script, REPOSITORY));
  const child = spawn(process.execPath, ['--import', TSX, path, ...words], {
    cwd: tmpdir(),
    env: { ...DEFAULTS, PATH: process.env.PATH, HOME: tmpdir(), FORCE_COLOR: '1', LOCAL_CLOUD_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (status === 0 && !err) return out;
  throw new Problem(`${command} ended with ${status}; no picture was made of it. It said:\n${out}${err}`, {
    next: 'Run that command by itself; when it ends well, and standard error is empty, make its picture again.',
  });
}
