// Plays commands as processes of their own and records every call that they make. What people and AWS do to the system
// meanwhile (by-hand.ts) is not recorded.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import { LOCAL_ACCOUNT, type Owned, openCloud } from '../../aws/clients.ts';
import { ownership, readSettings } from '../../settings/settings.ts';
import type { Call } from './call.ts';
import { openBoard } from './open-board.ts';
import { RECORD_AS, RECORD_IN, RECORDER } from './recorder.ts';

/** The settings under which the calls are recorded. */
export const RECORDED = { PROJECT: 'ada', STAGE: 'recorded', NOTIFY_EMAIL: 'ana@example.com' };

export interface Place {
  /** Of a cloud on this machine. */
  readonly endpoint: string;
  readonly home: string;
}

/** What scenes are played with. */
export interface Scene {
  readonly cloud: Owned;
  /** For files; it is removed at the end. */
  readonly folder: string;
  /** Runs one command of the system. @param by its name: "up" */
  play(by: string, script: string, ...flags: string[]): Promise<void>;
  /** Runs the board, looks at it, and ends it with Ctrl-C. @param key of a file that is there */
  lookAtBoard(key: string): Promise<void>;
}

/** @param stack "audit-log" @returns all calls, in the order of their answers */
export async function recorded(place: Place, stack: string, scenes: (scene: Scene) => Promise<void>): Promise<Call[]> {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  const calls = join(folder, 'calls.jsonl');
  const settings = readSettings(RECORDED);
  const opened = await openCloud({ region: settings.AWS_REGION, endpoint: place.endpoint, account: LOCAL_ACCOUNT });
  const cloud = { ...opened, tags: ownership(settings, stack) };
  const play = (by: string, script: string, ...flags: string[]) =>
    run(place, calls, by, script, ['--system', stack, ...flags]);
  const lookAtBoard = (key: string) =>
    run(place, calls, 'board', 'scripts/board.ts', ['--system', stack, '--json'], (link) => openBoard(link, key));
  try {
    await scenes({ cloud, folder, play, lookAtBoard });
    const lines = readFileSync(calls, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line));
  } finally {
    cloud.close();
    rmSync(folder, { recursive: true });
  }
}

/** Commands that end with 1 when they found something: leftovers, drift. */
const TELLING = ['leftovers', 'status'];

/** @param use of a command that runs until Ctrl-C: is called with the address that it prints */
function run(
  { endpoint, home }: Place,
  calls: string,
  by: string,
  script: string,
  flags: string[],
  use?: (address: string) => Promise<void>,
): Promise<void> {
  const env = {
    ...{ PATH: process.env.PATH, HOME: tmpdir(), NO_COLOR: '1', AWS_ENDPOINT_URL: endpoint, LOCAL_CLOUD_HOME: home },
    ...{ ...RECORDED, [RECORD_IN]: calls, [RECORD_AS]: by },
  };
  const bundled = (file: string) => join(inject('commands'), file.replace(/\.ts$/, '.mjs'));
  const args = ['--import', pathToFileURL(bundled(RECORDER)).href, bundled(script), ...flags];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: tmpdir(), env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (words: string) => {
        said += words;
      });
    if (use)
      child.stdout.once('data', (line: string) => {
        use(JSON.parse(line).url).then(
          () => child.kill('SIGINT'),
          (error: unknown) => {
            child.kill();
            reject(error);
          },
        );
      });
    child.once('error', reject).once('close', (status) => {
      if (status === 0 || (status === 1 && TELLING.includes(by))) resolve();
      else reject(new Error(`${script} ended with ${status} while it was recorded:\n${said}`));
    });
  });
}
