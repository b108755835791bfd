// Deletes the records when a cache is deleted, as ElastiCache does by itself. On the local cloud every cache is the
// same Valkey server, which stays, so `down` deletes the keys of one namespace.

import { findLocalCloud } from '../../local/cloud.ts';

/**
 * Deletes every key of the namespace, if `endpoint` is our own local cloud and not another emulator.
 * @param namespace "ada:dev:line-counter"; keys begin with it in braces
 */
export async function forgetRecords(endpoint: string, namespace: string, home?: string): Promise<void> {
  const local = await findLocalCloud(home ? { home } : {});
  if (local?.endpoint !== endpoint) return;
  const { Redis } = await import('ioredis');
  const cache = new Redis({ host: local.cache.host, port: local.cache.plainPort, lazyConnect: true });
  try {
    await cache.connect();
    for await (const keys of cache.scanStream({ match: `{${namespace}}:*`, count: 1000 }))
      if (keys.length) await cache.unlink(keys);
  } finally {
    cache.disconnect();
  }
}
