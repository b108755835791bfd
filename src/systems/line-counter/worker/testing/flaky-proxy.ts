/**
 * A line to the cache that can be cut at a chosen moment: a TCP proxy on loopback in front of the real one.
 *
 * Notice the two cuts. A lost question was never heard; a lost answer was carried out, and nobody knows. A connection that
 * is stalled stays open and carries nothing. It also counts round trips: how often the direction turned from answers to
 * questions.
 */
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
      socket.on('error', () => socket.destroy()); // the other end was cut: that is what this is for
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
    /** The next bytes to the cache are swallowed, and the connection with them. */
    loseQuestion: () => {
      lose = 'question';
    },
    /** The next bytes from the cache are swallowed, and the connection with them. */
    loseAnswer: () => {
      lose = 'answer';
    },
    /** The connections of now stay open and carry nothing more; new ones work. */
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
