// A server that ends TLS and forwards every request to a local cloud over plain HTTP. Like a load balancer it says that
// the request was encrypted, because the rule "only over TLS" holds for everybody, also for the root of the account.

import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

export interface TlsEnding {
  /** "http://127.0.0.1:41234" */
  readonly endpoint: string;
  close(): Promise<void>;
}

export async function tlsEnding(cloud: string): Promise<TlsEnding> {
  const { hostname, port } = new URL(cloud);
  const server: Server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    // The host stays as it was signed.
    const onward = request(
      { hostname, port, method, path, headers: { ...headers, 'x-forwarded-proto': 'https' } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, outgoing, () => {}); // an error here only ends one request
      },
    );
    pipeline(incoming, onward, (error) => error && outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
