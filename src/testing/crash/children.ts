// The real commands as child processes, each killed at a chosen write.

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import type { LocalCloud } from '../../local/cloud.ts';
import { bundleCommands, ROOT } from '../bundled-commands.ts';
import type { Placement } from './preload.ts';

const COMMANDS = { up: 'provision/up.ts', down: 'teardown/down.ts' };
const PRELOAD = 'src/testing/crash/preload.ts';
const bundled = (file: string) => file.replace(/\.ts$/, '.mjs');
export type Command = keyof typeof COMMANDS;

/** Milliseconds. A command takes seconds, so one that has not ended by then hangs. */
const LONGEST = 600_000;

export interface Kill {
  /** Which write, from 1. */
  readonly at: number;
  readonly placement: Placement;
}

export interface Ended {
  /** null when it was killed. */
  readonly code: number | null;
  readonly summary: { ok: boolean; calls: number; writes: number } | undefined;
  /** Its text for people. */
  readonly said: string;
}

export interface Children {
  /** @param what the command, and the name of the system */
  run(what: [Command, string], stage: string, settings: Record<string, string>, kill?: Kill): Promise<Ended>;
  close(): void;
}

/**
 * @param cloud the local cloud in which they work; its home is where its databases are
 * @param name of the folder below the root that holds the bundles, removed by `close`
 */
export async function children(
  { endpoint, home }: Pick<LocalCloud, 'endpoint' | 'home'>,
  name = '.crash',
): Promise<Children> {
  const folder = `${ROOT}${name}`;
  mkdirSync(folder, { recursive: true });
  await bundleCommands(folder, [...Object.values(COMMANDS), PRELOAD]);

  const run = ([command, system]: [Command, string], stage: string, settings: Record<string, string>, kill?: Kill) =>
    new Promise<Ended>((resolve, reject) => {
      const env = {
        PATH: process.env.PATH,
        HOME: folder,
        // Node 22 and later keep compiled code here.
        NODE_COMPILE_CACHE: `${folder}/compiled`,
        AWS_ENDPOINT_URL: endpoint,
        LOCAL_CLOUD_HOME: home,
        STAGE: stage,
        ...settings,
        ...(kill && { CRASH_AT: String(kill.at), CRASH_PLACEMENT: kill.placement }),
      };
      const preload = kill ? ['--import', `file://${folder}/${bundled(PRELOAD)}`] : [];
      const child = spawn(process.execPath, [...preload, `${folder}/${bundled(COMMANDS[command])}`, system, '--json'], {
        ...{ env, cwd: folder },
        // No command listens to this signal, so it also ends one that waits for itself.
        ...{ timeout: LONGEST, killSignal: 'SIGABRT' as const },
      });
      let [out, said] = ['', ''];
      child.stdout.on('data', (text) => {
        out += text;
      });
      child.stderr.on('data', (text) => {
        said += text;
      });
      child.on('error', reject);
      child.on('close', (code, signal) => {
        if (signal === 'SIGABRT') return reject(new Error(`${command} ${system} in ${stage} did not end: ${said}`));
        const lines = out.split('\n').filter(Boolean);
        const summary =
          code === null ? undefined : lines.map((line) => JSON.parse(line)).find(({ event }) => event === 'summary');
        resolve({ code, summary, said });
      });
    });
  return { run, close: () => rmSync(folder, { recursive: true, force: true }) };
}
