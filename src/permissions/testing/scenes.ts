// The scenes in which the commands are recorded: everything that a person does with the system, all kinds of repairs
// too. The commands run as their own processes, on a local cloud, in their own stage. What people and AWS do to the
// system (by-hand.ts) is not recorded.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LOCAL_ACCOUNT, openCloud } from '../../aws/clients.ts';
import { ownership } from '../../settings/settings.ts';
import { namesOf, STACK } from '../../systems/line-counter/names.ts';
import { lineCounter } from '../../systems/line-counter/parts.ts';
import { lineCounterSettings } from '../../systems/line-counter/settings.ts';
import { breakEverything, leaveBehind, loseEvent, makeLogGroup, setAside } from './by-hand.ts';
import type { Call } from './call.ts';
import { RECORD_AS, RECORD_IN } from './recorder.ts';

const REPOSITORY = new URL('../../../', import.meta.url);
const MODULES = [import.meta.resolve('tsx'), new URL('recorder.ts', import.meta.url).href];

/** The settings under which the calls are recorded. */
export const RECORDED = { PROJECT: 'ada', STAGE: 'recorded', NOTIFY_EMAIL: 'ana@example.com' };

/** More than one part of a multipart upload, in bytes. */
const LARGE = 6 * 1024 ** 2;

interface Place {
  /** Of a cloud on this machine. */
  readonly endpoint: string;
  readonly home: string;
}

/** Plays every scene and returns all calls, in the order of their answers. */
export async function playScenes(place: Place): Promise<Call[]> {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  const calls = join(folder, 'calls.jsonl');
  const file = join(folder, 'large.txt');
  writeFileSync(file, 'x'.repeat(LARGE));
  const play = (by: string, script: string, ...flags: string[]) => run(place, calls, by, script, flags);

  const settings = lineCounterSettings(RECORDED);
  const opened = await openCloud({ region: settings.AWS_REGION, endpoint: place.endpoint, account: LOCAL_ACCOUNT });
  const cloud = { ...opened, tags: ownership(settings, STACK) };
  const names = namesOf(cloud, settings);
  try {
    await makeLogGroup(cloud, names);
    await play('doctor', 'scripts/doctor.ts');
    await play('demo', 'scripts/demo.ts', '--yes');
    await play('upload', 'scripts/upload.ts', file);
    await play('records', 'scripts/records.ts', '--wait', 'large.txt');
    await setAside(cloud, names);
    await Promise.all([play('logs', 'scripts/logs.ts'), play('dead-letters', 'scripts/dead-letters.ts')]);
    await play('trace', 'scripts/trace.ts', 'large.txt');
    await play('redrive', 'scripts/redrive.ts', '--yes');
    await play('invite', 'scripts/invite.ts', 'Ana Souza');
    await play('invite', 'scripts/invite.ts', '--revoke-all', '--yes');
    await play('export', 'scripts/export.ts', join(folder, 'records.csv'));
    await loseEvent(cloud, names);
    await play('reconcile', 'scripts/reconcile.ts');
    await breakEverything(cloud, lineCounter(cloud, settings));
    await Promise.all([play('status', 'scripts/status.ts'), play('leftovers', 'scripts/leftovers.ts')]);
    await play('up', 'provision/up.ts', '--yes');
    await leaveBehind(cloud, names);
    await play('down', 'teardown/down.ts', '--yes');
    const lines = readFileSync(calls, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line));
  } finally {
    cloud.close();
    rmSync(folder, { recursive: true });
  }
}

/** Commands that end with 1 when they found something: leftovers, drift. */
const TELLING = ['leftovers', 'status'];

function run({ endpoint, home }: Place, calls: string, by: string, script: string, flags: string[]): Promise<void> {
  const env = {
    ...{ PATH: process.env.PATH, HOME: tmpdir(), NO_COLOR: '1', AWS_ENDPOINT_URL: endpoint, LOCAL_CLOUD_HOME: home },
    ...{ ...RECORDED, [RECORD_IN]: calls, [RECORD_AS]: by },
  };
  const path = fileURLToPath(new URL(script, REPOSITORY));
  const args = [...MODULES.flatMap((module) => ['--import', module]), path, ...flags];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: tmpdir(), env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (words: string) => {
        said += words;
      });
    child.once('error', reject).once('close', (status) => {
      if (status === 0 || (status === 1 && TELLING.includes(by))) resolve();
      else reject(new Error(`${script} ended with ${status} while it was recorded:\n${said}`));
    });
  });
}
