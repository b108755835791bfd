// Starts the keeper and waits until MiniStack and the cache answer.
// The keeper has its own session (detached), so Ctrl-C and a closed terminal do not reach it. Its pid is written before
// the wait, so a start that is interrupted can still be stopped.

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Text } from '../engine/text.ts';
import { plainEnvironment } from './environment.ts';
import { endGroup } from './group.ts';
import { type CloudRecord, type Place, writeRecord } from './place.ts';
import { LocalCloudError, lastLines, saysDiskFull } from './problem.ts';
import { answers } from './ready.ts';

const PATIENCE_SECONDS = 30;
const LOG_AT_MOST_BYTES = 5 * 1024 * 1024;
const KEEPER = fileURLToPath(new URL('keeper.ts', import.meta.url));
/** Lets Node run TypeScript. Its address is found from this file, so the command works in every folder. */
const START = new URL('../cli/start.mjs', import.meta.url).href;

/**
 * Starts the keeper in a prepared home and returns its pid when everything answers.
 * @param endsWith id of a process, see `LocalCloudOptions`
 * @throws LocalCloudError with the log's last lines when it ends early, or does not answer within 30 s
 */
export async function launch(
  place: Place,
  asked: Omit<CloudRecord, 'pid'>,
  pythonFolder: string,
  endsWith?: number,
): Promise<number> {
  const before = prepareLog(place.log);
  writeRecord(place, asked);
  const log = openSync(place.log, 'a');
  const owner = endsWith === undefined ? [] : [String(endsWith)];
  const keeper = spawn(process.execPath, ['--import', START, KEEPER, place.home, pythonFolder, ...owner], {
    detached: true,
    cwd: place.home,
    // Its temporary folder is deleted at every stop, so a cache of compiled files would be written and never read.
    env: { ...plainEnvironment(place), TSX_DISABLE_CACHE: '1' },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  keeper.unref();
  let ended = false;
  keeper.once('error', () => (ended = true)).once('exit', () => (ended = true));
  const { pid } = keeper;
  const record = { ...asked, ...(pid && { pid }) };
  writeRecord(place, record);

  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  while (pid && !ended && Date.now() < deadline) {
    if (await answers(place, asked.ports, 1_000)) return pid;
    await pause(30);
  }
  await endGroup(place, record);
  writeRecord(place, asked);
  const said = lastLines(readFileSync(place.log).subarray(before).toString());
  if (saysDiskFull(said))
    throw new LocalCloudError({
      en: `Starting the local cloud: no space is left on the disk. Free some, and run this again. The last lines of ${place.log}:${said}`,
      pt: `Ao iniciar a nuvem local: não há mais espaço no disco. Libere um pouco e rode isto de novo. As últimas linhas de ${place.log}:${said}`,
    });
  throw new LocalCloudError(notReady(ended, place.log, said));
}

function notReady(ended: boolean, log: string, said: string): Text {
  const en = ended ? 'ended before it was ready' : `was not ready after ${PATIENCE_SECONDS} s`;
  const pt = ended ? 'terminou antes de ficar pronta' : `não ficou pronta em ${PATIENCE_SECONDS} s`;
  return {
    en: `Starting the local cloud: it ${en}. Run this again, or "npm run local -- reset" if it happens every time. All of it is in ${log}; the last lines:${said}`,
    pt: `Ao iniciar a nuvem local: ela ${pt}. Rode isto de novo, ou "npm run local -- reset" se acontece sempre. Tudo está em ${log}; as últimas linhas:${said}`,
  };
}

/** Renames a long log (to `cloud.log.1`, one is kept). Returns the bytes already in the log. */
function prepareLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LOG_AT_MOST_BYTES) return size;
  renameSync(log, `${log}.1`);
  return 0;
}
