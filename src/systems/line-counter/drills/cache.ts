// Drills of point 4: the cache does not answer, is full, is busy. They use Valkey directly, without the functions. Each
// ends by itself if the drill is killed, or at the next start of the local cloud. Only the drill's own keys are
// evicted, because they expire first.

import type { Redis } from 'ioredis';
import { until, wallClock } from '../../../engine/wait.ts';
import type { Acts } from '../../../operate/drills/drill.ts';
import { CACHE } from '../alarms/points.ts';
import { cacheOf, type LineCounterSite } from './site.ts';

/** Milliseconds in which Valkey answers nobody. */
const STOPPED = 6_000;
const TOO_MANY = 120;
/** Bytes beyond the used memory, and size of each key that is written. */
const ROOM = 8e6;
const PIECE = 256e3;
const OURS = '{drill}:filler:';
/** Keeps the engine busy for some hundredths of a second. A script sees no time pass, so it counts. */
const BURN = 'local count = 0 for step = 1, 5000000 do count = count + step end return 1';

const busy = new Map<LineCounterSite, Redis[]>();
const limits = new Map<LineCounterSite, Record<string, string>>();

export const CACHE_DRILLS = {
  'cache-stopped': {
    point: CACHE,
    breaks: {
      en: `The cache stops answering, everybody, for ${STOPPED / 1000} seconds.`,
      pt: `O cache deixa de responder, a todos, por ${STOPPED / 1000} segundos.`,
    },
    begin: (site) => cacheOf(site).call('CLIENT', 'PAUSE', STOPPED, 'ALL'),
    undo: (site) =>
      until(wallClock(), { en: 'waiting for the cache to answer', pt: 'à espera da resposta do cache' }, 30, async () =>
        cacheOf(site)
          .ping()
          .catch(() => undefined),
      ),
  },
  'cache-full': {
    point: CACHE,
    breaks: {
      en: 'The cache is given little more memory than it uses, and is written full.',
      pt: 'O cache recebe pouco mais memória do que usa, e é escrito até encher.',
    },
    async begin(site) {
      const cache = cacheOf(site);
      const used = Number(/^used_memory:(\d+)/m.exec(await cache.info('memory'))?.[1]);
      limits.set(site, await limitsOf(cache));
      await cache.config('SET', 'maxmemory-policy', 'volatile-ttl');
      await cache.config('SET', 'maxmemory', used + ROOM);
    },
    async meanwhile(site) {
      const writes = cacheOf(site).pipeline();
      for (let piece = 0; piece < 16; piece += 1)
        writes.set(`${OURS}${process.hrtime.bigint()}`, Buffer.alloc(PIECE), 'EX', 20);
      await writes.exec();
    },
    async undo(site) {
      const cache = cacheOf(site);
      for (const [name, value] of Object.entries(limits.get(site) ?? {})) await cache.config('SET', name, value);
      limits.delete(site);
      for await (const keys of cache.scanStream({ match: `${OURS}*`, count: 1000 }))
        if (keys.length) await cache.unlink(keys);
    },
  },
  'cache-busy': {
    point: CACHE,
    breaks: {
      en: `Somebody opens ${TOO_MANY} connections to the cache and keeps its engine busy.`,
      pt: `Alguém abre ${TOO_MANY} conexões ao cache e mantém seu motor ocupado.`,
    },
    async begin(site) {
      const more = () =>
        cacheOf(site)
          .duplicate({ commandTimeout: 5_000 })
          .on('error', () => undefined);
      const connections = Array.from({ length: TOO_MANY }, more);
      await Promise.all(connections.map((one) => one.ping()));
      busy.set(site, connections);
      void burn(connections[0], site.signal).catch(() => undefined); // it ends when its connection is closed
    },
    async undo(site) {
      for (const one of busy.get(site) ?? []) one.disconnect();
      busy.delete(site);
    },
  },
} satisfies Record<string, Acts<LineCounterSite>>;

/** The present limits, to be restored later. */
async function limitsOf(cache: Redis): Promise<Record<string, string>> {
  const names = ['maxmemory', 'maxmemory-policy'];
  const told = await Promise.all(names.map((name) => cache.config('GET', name) as Promise<string[]>));
  return Object.fromEntries(told.map(([name = '', value = '']) => [name, value]));
}

/** Runs one script after the other, until its connection is closed. */
async function burn(connection: Redis | undefined, signal: AbortSignal): Promise<void> {
  while (connection && !signal.aborted) await connection.eval(BURN, 0);
}
