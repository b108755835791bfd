/**
 * The one connection to the cache: made outside the handler, so that thousands of invocations share it.
 *
 * Notice the numbers. Between a worker in a private network and a cache that is down there is no error message,
 * only silence; every wait below ends long before the function's own time does, and the message comes back.
 */
import { Redis } from 'ioredis';

export interface CacheAddress {
  host: string;
  port: number;
  /** PEM text of a certificate authority to trust besides Node's own: tests need it, AWS does not. */
  ca?: string;
}

/**
 * A client that speaks TLS, connects at its first command, and reconnects after an outage.
 * While the cache is away a command fails within 3 s; `complain` hears of each outage once.
 */
export function connectToCache({ host, port, ca }: CacheAddress, complain: (error: Error) => void): Redis {
  const cache = new Redis({
    host,
    port,
    tls: ca ? { ca } : {},
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 3_000,
    // A connection that died without a word (a failover, a function that slept) is dropped and replaced. Well below
    // `commandTimeout`, because both run from the command's start and the new connection has to answer before it ends.
    socketTimeout: 1_000,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
    // The first command waits here for the handshake; `commandTimeout` also runs while it waits.
    enableOfflineQueue: true,
    // Commands of one moment go out together, and those that come while they are under way go together after them.
    enableAutoPipelining: true,
    // After a failover the old primary still answers, but refuses to write: go and ask for the new one.
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
