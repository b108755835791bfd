// The two engines of a cache: Valkey and Redis OSS. Both have the same protocol and run the same Lua scripts.

import type { Owned } from '../../aws/clients.ts';
import type { Price } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { inBoth } from '../../engine/text.ts';

export type CacheEngine = 'valkey' | 'redis';

const SMALLEST = 'cache.t4g.micro';
/** US dollars an hour of one node of the smallest type, us-east-1 (ElastiCache price page). */
const SMALLEST_PRICE: Readonly<Record<CacheEngine, number>> = { valkey: 0.0128, redis: 0.016 };

/** Price of one node. A larger type costs more, and the price says so. */
export const cachePrice = (engine: CacheEngine, nodeType: string): Price => ({
  perHour: SMALLEST_PRICE[engine],
  ...(nodeType !== SMALLEST && { moreFor: nodeType }),
});

/** Where the console shows caches of this engine. */
export const CONSOLE: Readonly<Record<CacheEngine, string>> = {
  valkey: 'ElastiCache > Valkey caches',
  redis: 'ElastiCache > Redis OSS caches',
};

/**
 * The fields of ModifyReplicationGroup that turn Redis into Valkey. Data, address and settings stay. The engine and its
 * major version must be given (ElastiCache user guide, "How to upgrade from Redis OSS to Valkey").
 */
export const TO_VALKEY = { Engine: 'valkey', EngineVersion: '8.0' } as const;

/**
 * AWS turns Redis into Valkey, but not back. The local cloud cannot do either.
 * @throws Problem that says which engine stays, and what to do
 */
export function refuseWayBack({ local }: Owned, id: string, live: string | undefined, wanted: CacheEngine): void {
  if (wanted === 'valkey' && !local) return;
  const who = wanted === 'valkey' ? { en: 'the local cloud', pt: 'a nuvem local' } : inBoth('ElastiCache');
  throw new Problem(
    {
      en: `Cache ${id} has the engine ${live}, and ${who.en} cannot turn it into ${wanted}.`,
      pt: `O cache ${id} tem o mecanismo ${live}, e ${who.pt} não consegue transformá-lo em ${wanted}.`,
    },
    {
      next: {
        en: `Set CACHE_ENGINE=${live} to keep it. Or take the system down and up again: its files and records go with it, so keep what you need (npm run export).`,
        pt: `Use CACHE_ENGINE=${live} para mantê-lo. Ou remova o sistema e construa de novo: arquivos e registros vão junto, então guarde o que precisa (npm run export).`,
      },
    },
  );
}
