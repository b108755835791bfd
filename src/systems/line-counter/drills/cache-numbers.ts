// The numbers that ElastiCache would report of the cache, computed from Valkey's own numbers (INFO). A cache that does
// not answer has no numbers, as on CloudWatch.

import type { Redis } from 'ioredis';
import type { Samples } from '../../../operate/drills/samples.ts';
import type { Signals } from '../alarms/signals.ts';

/** Bytes of a cache.t4g.micro (ElastiCache user guide, "Node-type specific parameters"), where no limit is set. */
const USUAL_MEMORY = 536_870_912;

interface Before {
  readonly at: number;
  readonly busy: number;
  readonly evicted: number;
}

export function cacheNumbers(cache: Redis, on: Signals) {
  let before: Before | undefined;
  return async (into: Samples): Promise<void> => {
    const told = await cache.info('everything').catch(() => undefined);
    if (told === undefined) return;
    const number = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(told)?.[1] ?? 0);
    const now: Before = { at: performance.now(), busy: busyIn(told), evicted: number('evicted_keys') };
    into.add(on.connections, number('connected_clients'));
    into.add(on.memory, (100 * number('used_memory')) / (number('maxmemory') || USUAL_MEMORY));
    if (before) {
      into.add(on.cpu, Math.min(100, (100 * (now.busy - before.busy)) / (now.at - before.at)));
      into.add(on.evictions, now.evicted - before.evicted);
    }
    before = now;
  };
}

/** Milliseconds that its engine worked on commands. Unlike CPU time, they do not depend on the load of the machine. */
const busyIn = (told: string) =>
  [...told.matchAll(/^cmdstat_\S+:calls=\d+,usec=(\d+)/gm)].reduce((sum, [, usec]) => sum + Number(usec), 0) / 1000;
