// The one connection to the cache. It is made outside the handler, so that thousands of invocations share it. In a
// private network a cache that is down gives no error, only silence. So every wait below ends long before the
// function's time-out, and the message returns to the queue.

import { Redis } from 'ioredis';

export interface CacheAddress {
  host: string;
  port: number;
  /** PEM text of another certificate authority to trust, for tests. AWS needs none. */
  ca?: string;
}

/**
 * A client that speaks TLS, connects at its first command, and reconnects after an outage.
 * While the cache is down a command fails within 3 s. `complain` is called once for each outage.
 */
export function connectToCache({ host, port, ca }: CacheAddress, complain: (error: Error) => void): Redis {
  const cache = new Redis({
    host,
    port,
    tls: ca ? { ca } : {},
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 3_000,
    // A connection that ended without a message (a failover, a frozen function) is closed and replaced. This time is
    // well below `commandTimeout`, because both begin with the command and the new connection must answer before the
    // second one ends.
    socketTimeout: 1_000,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
    // The first command waits here for the handshake. `commandTimeout` also counts this time.
    enableOfflineQueue: true,
    // Commands of one moment are sent together. Commands that come while those are on the way are sent together after
    // them.
    enableAutoPipelining: true,
    // After a failover the old primary still answers but refuses writes, so we connect again to the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });

  let complained = false;
  cache.on('error', (error) => {
    if (!complained) complain(error);
    complained = true;
  });
  cache.on('ready', () => {
    complained = false;
  });
  return cache;
}
