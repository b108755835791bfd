// The keeper (run as: node --import ../cli/start.mjs keeper.ts HOME PYTHON [OWNER]) starts Valkey and MiniStack, the cache's TLS
// port, and the database servers of systems that have one.
// All are in one process group, so that all can be stopped together. Notice the order of the end: MiniStack saves its
// state; then the functions' processes, which MiniStack leaves when they hold a socket; then Valkey saves the records.

import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCOUNT } from './account.ts';
import { endChild } from './end-child.ts';
import { ministackEnvironment, plainEnvironment } from './environment.ts';
import { imageFront } from './images/front.ts';
import { machineRooms } from './machine-room/rooms.ts';
import { placeOf, readRecord } from './place.ts';
import { KeptServers } from './postgresql/kept-servers.ts';
import { groupMembers, isAlive, signal } from './processes.ts';
import { programsIn } from './programs.ts';
import { scalingFront } from './scaling/front.ts';
import { taskRooms } from './tasks/rooms.ts';
import { tlsFront } from './tls-front.ts';

/** Shorter than the wait of the process that stops us, so that we do the clean-up. */
const CHILD_PATIENCE_MS = 6_000;
const OWNER_LOOK_MS = 1_000;

const [, , home, pythonFolder, owner] = process.argv;
const place = placeOf(home);
const record = readRecord(place);
if (!home || !pythonFolder || !record) throw new Error('The keeper is started by startLocalCloud(), not by hand.');
const { ports, settings } = record;
const { python, valkey } = programsIn(pythonFolder);

const say = (sentence: string) => console.log(`${new Date().toISOString()} keeper: ${sentence}`);
let ending = false;

const images = await imageFront({
  endpoint: `http://127.0.0.1:${ports.aws}`,
  folder: join(place.temporary, 'images'),
  surroundings: { ...plainEnvironment(place), NODE_EXTRA_CA_CERTS: place.ca },
});

const scaling = await scalingFront({
  endpoint: `http://127.0.0.1:${ports.aws}`,
  file: join(place.state, 'application-autoscaling.json'),
});

const valkeyServer = child(valkey, [
  ...['--bind', '127.0.0.1', '--port', String(ports.plain), '--dir', place.cache],
  // A save point makes SIGTERM save. Without a title the server keeps its command line, so we can recognise it.
  ...['--save', '3600 1', '--appendonly', 'no', '--set-proc-title', 'no'],
]);
// -I: nothing from the current folder or the user's site-packages. -X: a note in the list of processes.
const ministack = child(
  python,
  ['-I', '-X', `local_cloud=${home}`, fileURLToPath(new URL('ministack/start.py', import.meta.url))],
  {
    ...ministackEnvironment(place, ports, settings),
    ...{ IMAGE_RUNNER: images.url, SCALING: scaling.url, MAILS: place.mails },
  },
);
const databases = new KeptServers(place, say);
const front = tlsFront(place, ports).on('error', (error) =>
  end(1, `the TLS front of the cache failed: ${error.message}`),
);

const rooms = machineRooms({
  ...{ endpoint: `http://127.0.0.1:${ports.aws}`, account: ACCOUNT, home: place.machines, say },
  env: plainEnvironment(place),
});
const tasks = taskRooms({
  ...{ endpoint: `http://127.0.0.1:${ports.aws}`, folder: join(place.temporary, 'tasks'), ca: place.ca, say },
  env: { ...plainEnvironment(place), TSX_DISABLE_CACHE: '1' },
});

process.on('SIGTERM', () => end(0, 'asked to stop'));
process.on('SIGINT', () => end(0, 'asked to stop'));
if (owner)
  setInterval(() => {
    if (!isAlive(Number(owner))) void end(0, `process ${owner}, which it ran for, has ended`, place.home);
  }, OWNER_LOOK_MS);
process.on('uncaughtException', (error) => end(1, `failed: ${error.stack}`));
say(`started as process ${process.pid}: AWS on ${ports.aws}, cache on ${ports.cache} (TLS) and ${ports.plain}`);

function child(program: string, given: string[], env = plainEnvironment(place)): ChildProcess {
  const started = spawn(program, given, { cwd: place.home, env, stdio: ['ignore', 'inherit', 'inherit'] });
  started.on('error', (error) => end(1, `could not start ${program}: ${error.message}`));
  started.on('exit', (code, by) => end(1, `${program} ended by itself (${by ?? `exit code ${code}`})`));
  return started;
}

/** @param emptied a folder that is removed last */
async function end(code: number, why: string, emptied = place.temporary): Promise<void> {
  if (ending) return;
  ending = true;
  say(`${why}; stopping`);
  front.close();
  images.close();
  scaling.close();
  await Promise.all([rooms.close(), tasks.close()]); // before MiniStack, so that the last lines of their logs arrive
  await stop(ministack);
  await databases.stop();
  for (const { pid } of groupMembers(process.pid))
    if (pid !== process.pid && pid !== valkeyServer.pid) signal(pid, 'SIGKILL');
  await stop(valkeyServer);
  rmSync(emptied, { recursive: true, force: true, maxRetries: 5 });
  say('stopped');
  process.exit(code);
}

const stop = (one: ChildProcess): Promise<void> =>
  endChild(one, {
    ask: 'SIGTERM',
    patience: CHILD_PATIENCE_MS,
    late: () => say(`process ${one.pid} did not stop within ${CHILD_PATIENCE_MS / 1000} s; ending it`),
  });
