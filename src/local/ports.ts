// Which ports a local cloud takes, chosen once and then kept for as long as they are free.
// Notice: only the default cloud asks for the well-known numbers; private ones (tests) take any, below the range from
// which systems give ports to outgoing connections: a port from there could be in use at the next start.

import { createServer } from 'node:net';
import type { Ports } from './place.ts';

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

/** The same ports, with another one for each that another program has taken meanwhile. */
export async function freePorts(kept: Ports): Promise<Ports> {
  const others = await choosePorts(false);
  const choose = async (name: keyof Ports) => ((await isFree(kept[name])) ? kept[name] : others[name]);
  return { aws: await choose('aws'), cache: await choose('cache'), plain: await choose('plain') };
}
