// The vault over HTTP. It listens on 127.0.0.1: on AWS people come through a tunnel of Systems Manager.

import fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';
import { errorBody, HEADERS, refusing } from './answers.ts';
import { fileRoutes } from './file-routes.ts';
import { guard } from './guard.ts';
import { operatingRoutes } from './operating-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import type { Vault } from './vault.ts';

/** A body may take hours, but it may not stop for a minute. */
const HEADERS_MS = 10_000;
const SILENCE_MS = 60_000;

export function vaultServer(vault: Vault): FastifyInstance {
  const app = fastify({
    ajv: { customOptions: { coerceTypes: false } },
    requestTimeout: 0, // a large document on a slow line takes long
    connectionTimeout: SILENCE_MS,
    forceCloseConnections: 'idle',
    http: { headersTimeout: vault.headersMs ?? HEADERS_MS, connectionsCheckingInterval: 1_000 },
    clientErrorHandler: answerBroken,
    frameworkErrors: (error, request, reply) => {
      void refusing(vault)(error, request, reply);
    },
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
  });
  app.decorateRequest('person', undefined);
  app.setErrorHandler(refusing(vault));
  app.setNotFoundHandler(() => {
    throw new Refusal(404, 'not-found', 'The vault has no such page.');
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(HEADERS);
  });
  app.addHook('onRequest', guard(vault.door));
  app.register(async (scope) => sessionRoutes(scope, vault));
  app.register(async (scope) => operatingRoutes(scope, vault));
  app.register(async (scope) => fileRoutes(scope, vault));
  app.register(async (scope) => pageRoutes(scope, vault.page));
  return app;
}

/** Answers what is not HTTP, or too much of it. There is no request yet, so nothing stands in the journal. */
function answerBroken(error: Error & { code?: string }, socket: import('node:net').Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, code] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'too-large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'cut']
        : ['400 Bad Request', 'bad-request'];
  const body = errorBody(code, 'This is not a request that the vault understands.');
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
