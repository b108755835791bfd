// Does the local cloud answer? MiniStack is asked over HTTP, and the cache gets a PING over TLS.
// The PING also shows whose cache it is, because only our keeper has the key of our certificate.

import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import type { Place, Ports } from './place.ts';

// An `import` of this module makes Node load its client for WebSockets as well, which took 30 ms of every command on Node.js 24.
const { get } = process.getBuiltinModule('node:http');

/** True when MiniStack is ready and the cache answers over TLS, each within `patienceMs`. */
export async function answers(place: Place, ports: Ports, patienceMs: number): Promise<boolean> {
  if (!existsSync(place.ca)) return false;
  const both = await Promise.all([
    ministackAnswers(ports.aws, patienceMs),
    cacheAnswers(place, ports.cache, patienceMs),
  ]);
  return both.every(Boolean);
}

function ministackAnswers(port: number, patienceMs: number): Promise<boolean> {
  return new Promise((done) => {
    // No agent, because MiniStack's end would wait for a connection that is kept alive.
    const url = `http://127.0.0.1:${port}/_ministack/ready`;
    const request = get(url, { agent: false, timeout: patienceMs }, (response) => {
      response.resume();
      done(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => done(false));
    request.on('close', () => done(false));
  });
}

function cacheAnswers(place: Place, port: number, patienceMs: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port, ca: readFileSync(place.ca), timeout: patienceMs });
    const end = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.once('secureConnect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
    for (const event of ['error', 'timeout', 'close'] as const) socket.on(event, () => end(false));
  });
}
