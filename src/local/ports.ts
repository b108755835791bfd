// The ports of a local cloud: chosen once, then kept while they are free.
// Only the default cloud asks for the well-known numbers. Private clouds (tests) take any port below the range for
// outgoing connections, because a port of that range could be in use at the next start.

import { createServer } from 'node:net';
import type { Ports } from './place.ts';

const WELL_KNOWN: Ports = { aws: 4566, cache: 6380, plain: 6379 };
const FIRST = 20_000;
const LAST = 29_999;

/** Can a server listen on this port of 127.0.0.1? */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => done(true)));
  });
}

/** Three free ports: the well-known ones when asked for and free. */
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

/** One free port that no well-known server has. */
export async function anyFreePort(): Promise<number> {
  for (;;) {
    const port = any();
    if (await isFree(port)) return port;
  }
}

/** The same ports; a port that another program has taken meanwhile is replaced. */
export async function freePorts(kept: Ports): Promise<Ports> {
  const others = await choosePorts(false);
  const choose = async (name: keyof Ports) => ((await isFree(kept[name])) ? kept[name] : others[name]);
  return { aws: await choose('aws'), cache: await choose('cache'), plain: await choose('plain') };
}
