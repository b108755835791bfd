// A TCP proxy on loopback in front of the real cache. Its connections can be cut at a chosen moment. A lost question
// never reached the cache. A lost answer belongs to a command that was carried out. A stalled connection stays open and
// carries nothing. The proxy also counts round trips: how often questions follow answers.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export async function flakyProxy(cache: { host: string; port: number }) {
  const open = new Set<Socket>();
  const stalled = new WeakSet<Socket>();
  let lose: 'question' | 'answer' | undefined;
  let direction: 'question' | 'answer' = 'answer';
  let cuts = 0;
  let roundTrips = 0;

  const server = createServer((client) => {
    const behind = connect(cache.port, cache.host);
    for (const socket of [client, behind]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy()); // the other end was cut, as the test wants
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        behind.destroy();
      });
    }
    const passes = (way: 'question' | 'answer') => {
      if (stalled.has(client)) return false;
      if (way === 'question' && direction === 'answer') roundTrips += 1;
      direction = way;
      if (lose !== way) return true;
      lose = undefined;
      cuts += 1;
      client.destroy();
      return false;
    };
    client.on('data', (chunk) => passes('question') && behind.write(chunk));
    behind.on('data', (chunk) => passes('answer') && client.write(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    /** Drops the next bytes to the cache, and cuts the connection. */
    loseQuestion: () => {
      lose = 'question';
    },
    /** Drops the next bytes from the cache, and cuts the connection. */
    loseAnswer: () => {
      lose = 'answer';
    },
    /** The present connections stay open and carry nothing more. New ones work. */
    stall: () => {
      for (const socket of open) stalled.add(socket);
    },
    get cuts() {
      return cuts;
    },
    get roundTrips() {
      return roundTrips;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
