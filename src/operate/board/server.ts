// A web server on this machine, for one person: the page's files, and the answers of this process to its questions.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { errorText, Problem } from '../../engine/problems.ts';
import { pageFiles } from '../../page/bundle.ts';
import { etagOf } from '../../page/etag.ts';
import { pageHeaders } from '../../page/headers.ts';
import { fileAt, type PageFile, TYPES } from '../../page/page-file.ts';
import { Refused } from '../../page/refused.ts';
import { type Door, door } from './door.ts';

/** What answers a path: "GET api/flow". */
export type Answers = Readonly<Record<string, (query: URLSearchParams) => Promise<object>>>;

export interface Served {
  /** "http://127.0.0.1:4567/#TOKEN" */
  readonly link: string;
  close(): Promise<void>;
}

/** @param port 0 for a free one */
export async function serveBoard(answers: Answers, port = 0): Promise<Served> {
  const files = new Map(
    Object.entries(pageFiles().files).map(([name, bytes]) => [name, { bytes, etag: etagOf(bytes) }]),
  );
  const server = createServer();
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', listening);
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Problem(
      {
        en: `Port ${port} of this machine is taken by another program.`,
        pt: `A porta ${port} desta máquina está ocupada por outro programa.`,
      },
      {
        next: { en: 'Give another --port, or leave it out.', pt: 'Dê outra em --port, ou deixe sem.' },
        cause: error,
      },
    );
  });
  const { port: taken } = server.address() as AddressInfo;
  const guard = door(taken);
  server.on('request', (request, response) => {
    answer(request, response, files, answers, guard).catch((error: unknown) => {
      const known = error instanceof Refused ? error : new Refused('failed', errorText(error));
      send(response, known.status, known.body);
    });
  });
  return {
    link: `http://127.0.0.1:${taken}/#${guard.token}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

type Files = ReadonlyMap<string, { readonly bytes: Uint8Array; readonly etag: string }>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: Files,
  answers: Answers,
  guard: Door,
): Promise<void> {
  for (const [name, value] of Object.entries(pageHeaders('', true))) response.setHeader(name, value);
  guard.check(request);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://board');
  const path = pathname.slice(1);
  const file = fileAt(path);
  if (file && request.method === 'GET') return sendFile(request, response, file, files);
  if (path === 'api/session') return session(request, response, guard);
  guard.knows(request);
  const name = `${request.method} ${path}`;
  const made = Object.hasOwn(answers, name) ? await answers[name]?.(searchParams) : undefined;
  if (!made) throw new Refused('not-found', 'The board has no such page.');
  send(response, 200, made, request);
}

async function session(request: IncomingMessage, response: ServerResponse, guard: Door): Promise<void> {
  if (request.method !== 'POST' && request.method !== 'DELETE')
    throw new Refused('not-found', 'The board has no such page.');
  const body = request.method === 'POST' ? ((await json(request).catch(() => ({}))) as { invitation?: unknown }) : {};
  response.setHeader('set-cookie', request.method === 'POST' ? guard.comeIn(body.invitation) : guard.leave());
  response.writeHead(204).end();
}

function sendFile({ headers }: IncomingMessage, response: ServerResponse, name: PageFile, files: Files): void {
  const { bytes = new Uint8Array(), etag = '' } = files.get(name) ?? {};
  response.setHeader('etag', etag).setHeader('cache-control', 'no-cache');
  if (headers['if-none-match'] === etag) return void response.writeHead(304).end();
  response.writeHead(200, { 'content-type': TYPES[name] }).end(bytes);
}

/** @param asked with it, an answer that has not changed is not sent again */
function send(response: ServerResponse, status: number, body: object, asked?: IncomingMessage): void {
  const text = JSON.stringify(body);
  const etag = etagOf(text);
  response.setHeader('cache-control', 'no-store');
  if (asked) response.setHeader('etag', etag);
  if (asked?.headers['if-none-match'] === etag) return void response.writeHead(304).end();
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
}
