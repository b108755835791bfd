// The place where TLS ends, for tests: passes every request on to a local cloud that speaks plain HTTP, and says, as a
// load balancer would, that it came encrypted.
// Notice why: with permissions enforced, the rule "only over TLS" holds for everybody, the root of the account
// included.

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
        pipeline(answer, outgoing, () => {}); // an error here is the end of one request, nothing more
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
