// Which ports a local cloud takes, chosen once and then kept.
// Notice: only the default cloud asks for the well-known numbers; private ones (tests) take any, below the range from
// which systems give ports to outgoing connections: a port from there could be in use at the next start.

import { createServer } from 'node:net';
import type { Ports } from './place.ts';
import { LocalCloudError } from './problem.ts';

/** What the port is for, in words for a person. */
const PURPOSE: Record<keyof Ports, string> = {
  aws: 'AWS calls',
  cache: 'the cache',
  plain: 'the cache without TLS',
};
const WELL_KNOWN: Ports = { aws: 4566, cache: 6380, plain: 6379 };
const FIRST = 20_000;
const LAST = 29_999;

/** Can something listen on 127.0.0.1 there? */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => done(true)));
  });
}

/** Three free ports: the well-known ones as far as they are free, when asked for. */
export async function choosePorts(wellKnown: boolean): Promise<Ports> {
  const chosen = new Set<number>();
  const choose = async (preferred: number) => {
    for (let port = wellKnown ? preferred : any(); ; port = any())
      if (!chosen.has(port) && (await isFree(port))) {
        chosen.add(port);
        return port;
      }
  };
  return {
    aws: await choose(WELL_KNOWN.aws),
    cache: await choose(WELL_KNOWN.cache),
    plain: await choose(WELL_KNOWN.plain),
  };
}

const any = () => FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));

/** The first of our ports that another program listens on. */
export async function takenPort(ports: Ports): Promise<keyof Ports | undefined> {
  for (const name of ['aws', 'cache', 'plain'] as const) if (!(await isFree(ports[name]))) return name;
  return undefined;
}

/** @throws LocalCloudError that names a port another program listens on */
export async function refuseTakenPorts(ports: Ports): Promise<void> {
  const name = await takenPort(ports);
  if (!name) return;
  const port = ports[name];
  throw new LocalCloudError(
    `Starting the local cloud: port ${port}, which it keeps for ${PURPOSE[name]}, is taken by another program. ` +
      `End that program (lsof -i :${port} shows it) and run this again, or run "npm run local -- reset", which ` +
      'chooses new ports and forgets what the local cloud held.',
  );
}
