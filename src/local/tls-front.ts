// TLS in front of the plain Valkey server, because the packaged binary has no TLS.
// Notice: `pipeline` ends each side when the other ends or fails. Two `pipe` calls would leave a socket open after an
// error, and an error without a listener would end the process.

import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { pipeline } from 'node:stream';
import { createServer, type Server } from 'node:tls';
import type { Place, Ports } from './place.ts';

/** Listens on the cache port of 127.0.0.1 and forwards every connection. Emits 'error' when it cannot listen. */
export function tlsFront(place: Pick<Place, 'ca' | 'key'>, ports: Pick<Ports, 'cache' | 'plain'>): Server {
  const server = createServer(
    { cert: readFileSync(place.ca), key: readFileSync(place.key), noDelay: true },
    (client) => {
      const valkey = connect({ port: ports.plain, host: '127.0.0.1', noDelay: true });
      pipeline(client, valkey, client, () => {}); // an error here only ends one connection
    },
  );
  return server.listen(ports.cache, '127.0.0.1');
}
