// Programs of a benchmark as processes: bundled like functions, with only the environment that they need. CPU time is
// measured inside the process, so it does not include the servers or the bundling.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { compiled } from '../../aws/code/bundle.ts';

export type Environment = Record<string, string>;

/** Bundles `entry` into its own folder below `home`. Gives the path to start. With `whole`, nothing is loaded late. */
export function programOf(entry: string, home: string, whole = false): string {
  const folder = join(home, 'programs', entry.replaceAll(/\W/g, '-'));
  for (const [name, content] of Object.entries(compiled(entry, whole ? {} : undefined).files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  return join(folder, 'index.js');
}

/** Runs a program to its end and gives its last output as JSON. Throws with its error output when it fails. */
export async function answerOf(program: string, words: string[], env: Environment) {
  const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', PATH: process.env.PATH ?? '' };
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], {
    env: { ...quiet, ...env },
    maxBuffer: 1e9,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** Starts a server that prints its address as the first line. */
export async function serverOf(program: string, words: string[]): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [first] = await once(server.stdout, 'data');
  return { server, address: String(first).trim() };
}
