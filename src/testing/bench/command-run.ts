// One run of a command, measured from outside: behind the counting proxy, as a process of its own.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from './measure.ts';
import { type CountingProxy, depth } from './proxy.ts';
import { ACCOUNT } from './surroundings.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface Run {
  readonly seconds: number;
  /** Seconds until the first call: Node.js starts and loads the program. */
  readonly start: number;
  /** Seconds from the first call to the last answer. */
  readonly answers: number;
  /** Seconds of the processor. */
  readonly cpu: number;
  /** The most memory at one moment. */
  readonly megabytes: number;
  readonly calls: number;
  /** As many of the calls as its summary counts as writes; none for a program without a summary. */
  readonly writes: number;
  /** Calls that waited for one another. */
  readonly depth: number;
}

/** Runs one program to its end, and asks the proxy for its calls. */
export async function measured(proxy: CountingProxy, home: string, file: string, ...words: string[]): Promise<Run> {
  const usage = join(home, 'usage.json');
  const given = ['--import', './src/testing/bench/at-exit.mjs', '--import', './src/cli/start.mjs', file, ...words];
  const env = {
    ...ACCOUNT,
    PATH: process.env.PATH,
    HOME: home,
    LOCAL_CLOUD_HOME: home,
    AWS_ENDPOINT_URL: proxy.endpoint,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    STAGE: 'bench',
    ALARMS: 'off',
    WEB: 'off',
    USAGE_FILE: usage,
  };
  proxy.take();
  const begun = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, given, { cwd: ROOT, env, maxBuffer: 1e8 });
  const seconds = (performance.now() - begun) / 1000;
  const spans = proxy.take();
  const [first, last] = [Math.min(...spans.map(({ from }) => from)), Math.max(...spans.map(({ to }) => to))];
  return {
    ...JSON.parse(readFileSync(usage, 'utf8')),
    ...{ seconds, start: (first - begun) / 1000, answers: (last - first) / 1000 },
    ...{ calls: spans.length, writes: writesIn(stdout), depth: depth(spans) },
  };
}

/** Of the summary that a command prints with --json. */
const writesIn = (printed: string): number => Number(/"event":"summary".*"writes":(\d+)/.exec(printed)?.[1] ?? 0);

export const middle = (runs: readonly Run[], field: keyof Run): number => median(runs.map((run) => run[field]));
