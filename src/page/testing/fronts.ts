// Two doors to the local cloud with two addresses, as on AWS: one for the page and its API, one for the bucket. Locally
// both have the same address, and the local cloud allows every site everything, so no browser would ever ask for CORS.

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { CORSRule } from '@aws-sdk/client-s3';
import { corsAnswer } from './cors.ts';

export interface Fronts {
  /** The page's address at its own door. */
  readonly page: string;
  /** Preflights that the bucket's door refused. */
  readonly refused: () => number;
  close(): void;
}

/**
 * @param page address of the page in the local cloud
 * @param rules of the bucket now: they name the page by its address in the local cloud
 */
export async function openFronts(page: string, rules: () => Promise<readonly CORSRule[]>): Promise<Fronts> {
  const cloud = new URL(page).origin;
  let refused = 0;
  const bucket = await listen(async (incoming, outgoing) => {
    const { origin = '', ...headers } = incoming.headers;
    const wanted = headers['access-control-request-headers'] ?? '';
    const asked = {
      origin: origin === doors.origin ? cloud : origin, // the page's own door stands for its address
      method: headers['access-control-request-method'] ?? incoming.method ?? '',
      headers: wanted.split(',').flatMap((name) => name.trim() || []),
    };
    const allowed = corsAnswer(await rules(), asked);
    const told = allowed && { ...allowed, 'access-control-allow-origin': origin };
    if (incoming.method !== 'OPTIONS')
      return pass(cloud, incoming, outgoing, (given) => ({ ...withoutCors(given), ...told }));
    if (!allowed) refused += 1;
    outgoing.writeHead(allowed ? 200 : 403, told).end();
  });
  const doors = { origin: '' };
  const site = await listen((incoming, outgoing) => pass(cloud, incoming, outgoing, (given) => given, bucket.origin));
  doors.origin = site.origin;
  return {
    page: page.replace(cloud, site.origin),
    refused: () => refused,
    close() {
      for (const { server } of [bucket, site]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

type Given = Record<string, string | string[] | undefined>;

async function listen(answer: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown) {
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** @param instead the address of the bucket's door, written wherever the answer names the local cloud */
function pass(
  cloud: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  change: (headers: Given) => Given,
  instead?: string,
): void {
  // Signed addresses hold for the host that they were signed for.
  const headers = { ...incoming.headers, host: new URL(cloud).host, 'accept-encoding': 'identity' };
  const sent = request(
    new URL(incoming.url ?? '/', cloud),
    { method: incoming.method ?? 'GET', headers },
    async (answer) => {
      const bytes = await buffer(answer);
      const body = instead ? Buffer.from(bytes.toString().replaceAll(cloud, instead)) : bytes;
      const { 'content-length': _, 'transfer-encoding': __, ...rest } = answer.headers;
      const told = instead ? JSON.parse(JSON.stringify(rest).replaceAll(cloud, instead)) : rest;
      outgoing.writeHead(answer.statusCode ?? 500, { ...change(told), 'content-length': body.length }).end(body);
    },
  );
  sent.on('error', () => outgoing.destroy());
  incoming.pipe(sent);
}

const withoutCors = (headers: Given): Given =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-')));
