// Does the local cloud answer? Both doors are tried as a client would: HTTP, and a PING through TLS.
// Notice: the PING also proves whose cache it is, since only our keeper holds the key of our certificate.

import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:tls';
import type { Place, Ports } from './place.ts';

/** True when MiniStack is ready and the cache answers through TLS, each within `patienceMs`. */
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
    // No agent: a connection kept alive would hold up MiniStack's goodbye.
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
