// Runs a program to its end in a process group of its own. Ctrl-C of a terminal goes to the whole group of a command, and a
// part that is under way must be finished.

import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** @throws Error with `stderr`, what the program said, when it does not end with 0 */
export async function runApart(
  program: string,
  args: readonly string[],
  options: Omit<SpawnOptions, 'detached' | 'stdio'>,
): Promise<void> {
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const [stderr, [code, signal]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw Object.assign(new Error(`${program} ended with ${code ?? signal}`), { stderr });
}
