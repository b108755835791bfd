// Runs the project's commands as a person does: as processes, from another folder. They are bundled, because then a
// start takes a third of the time. Tests of npm and of Ctrl-C start them from their sources. The environment is empty,
// so no account, profile or .env setting of the developer can reach a test.

import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

export interface Ended {
  /** The exit code. null when it was killed. */
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export type RunCommand = (file: string, ...args: string[]) => Promise<Ended>;

/** A command that runs until it gets a signal. */
export interface Started {
  readonly child: ChildProcess;
  /** What it has printed so far, to standard output. */
  readonly out: () => string;
  readonly ended: Promise<Ended>;
}

/**
 * Commands of one stage in the cloud of this test run.
 * @param stage 2 to 10 lower-case letters: one for each test file
 */
export function commandsOf(stage: string, more: Record<string, string> = {}): RunCommand {
  const start = startingOf(stage, more);
  return (file, ...args) => start(file, ...args).ended;
}

/** The same commands, to be ended by a signal. */
export function startingOf(stage: string, more: Record<string, string> = {}) {
  const { endpoint, home } = inject('cloud');
  const commands = inject('commands');
  const env = {
    PATH: process.env.PATH,
    HOME: tmpdir(),
    NO_COLOR: '1',
    UI_LANGUAGE: 'en',
    AWS_ENDPOINT_URL: endpoint,
    LOCAL_CLOUD_HOME: home,
    NODE_COMPILE_CACHE: join(commands, 'compiled'), // Node 22 and later keep compiled code here
    STAGE: stage,
    NOTIFY_EMAIL: '',
    ...more,
  };
  return (file: string, ...args: string[]): Started => {
    const path = join(commands, file.replace(/\.ts$/, '.mjs'));
    const child = spawn(process.execPath, [path, ...args], {
      cwd: tmpdir(),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject).once('close', (status) => resolve({ status, out, err }));
    });
    return { child, out: () => out, ended };
  };
}

/** The objects that a command printed, one a line. Every line must be an object. */
export const linesOf = ({ out }: Ended): Record<string, unknown>[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
