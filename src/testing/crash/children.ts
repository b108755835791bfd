// The real commands as child processes, bundled once so that they start in a fraction of a second.
// Notice: in a bundle each file still knows where it stood, so paths relative to the code lead home.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Placement } from './preload.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COMMANDS = { up: 'provision/up.ts', down: 'teardown/down.ts' };
export type Command = keyof typeof COMMANDS;

export interface Kill {
  /** Which write, from 1. */
  readonly at: number;
  readonly placement: Placement;
}

export interface Ended {
  /** null when it was killed. */
  readonly code: number | null;
  readonly summary: { ok: boolean; calls: number; writes: number } | undefined;
  /** What it wrote for people. */
  readonly said: string;
}

export interface Children {
  run(command: Command, stage: string, settings: Record<string, string>, kill?: Kill): Promise<Ended>;
  close(): void;
}

/** Gives each of our files its own address in place of the bundle's. */
const whereItStood: Plugin = {
  name: 'where it stood',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/(src|provision|teardown)\/.*\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
    })),
};

/** @param name of the folder below the root that holds the bundles, removed by `close` */
export async function children(endpoint: string, name = '.crash'): Promise<Children> {
  const folder = `${ROOT}${name}`;
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: { ...COMMANDS, preload: 'src/testing/crash/preload.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // A command starts in half the time when there is less of it to read.
    minifySyntax: true,
    minifyWhitespace: true,
    mainFields: ['module', 'main'],
    platform: 'node',
    format: 'esm',
    external: ['esbuild'],
    plugins: [whereItStood],
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
    logLevel: 'error',
  });

  const run = (command: Command, stage: string, settings: Record<string, string>, kill?: Kill) =>
    new Promise<Ended>((resolve, reject) => {
      const env = {
        PATH: process.env.PATH,
        HOME: folder,
        // Node 22 and later keep the compiled command here.
        NODE_COMPILE_CACHE: `${folder}/compiled`,
        AWS_ENDPOINT_URL: endpoint,
        STAGE: stage,
        ...settings,
        ...(kill && { CRASH_AT: String(kill.at), CRASH_PLACEMENT: kill.placement }),
      };
      const preload = kill ? ['--import', `file://${folder}/preload.mjs`] : [];
      const child = spawn(process.execPath, [...preload, `${folder}/${command}.mjs`, '--json'], { env, cwd: folder });
      let [out, said] = ['', ''];
      child.stdout.on('data', (text) => {
        out += text;
      });
      child.stderr.on('data', (text) => {
        said += text;
      });
      child.on('error', reject);
      child.on('close', (code) => {
        const lines = out.split('\n').filter(Boolean);
        const summary =
          code === null ? undefined : lines.map((line) => JSON.parse(line)).find(({ event }) => event === 'summary');
        resolve({ code, summary, said });
      });
    });
  return { run, close: () => rmSync(folder, { recursive: true, force: true }) };
}
