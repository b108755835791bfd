// For tests: a registry on this machine that answers as ECR and ECR Public do where they differ from others. It asks for a
// token, sends uploads to another address with a relative or a full location, sends reads of layers to a storage that takes
// no token, loses uploads, and answers 416 to a second try of one.

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { digestOf } from '../../../aws/code/layer.ts';

export const TOKEN = 'Bearer of-everybody';

/** Why a try fails: no answer, an answer of 5xx or 429, an upload that is lost. */
export type Trouble = 'none' | 'hang up' | 500 | 429 | 404;

export class OddRegistry {
  readonly blobs = new Map<string, Buffer>();
  readonly manifests = new Map<string, { type: string; bytes: Buffer }>();
  /** "PUT /v2/…": all requests, and those at the storage. */
  readonly asked: string[] = [];
  readonly storageAsked: { path: string; authorization: string | undefined }[] = [];
  /** Of the next uploads, one after the other. */
  readonly troubles: Trouble[] = [];
  readonly #uploads = new Set<string>();
  #registry!: Server;
  #storage!: Server;

  async listen(): Promise<this> {
    this.#registry = await started((request, response) => this.#answer(request, response));
    this.#storage = await started((request, response) => this.#store(request, response));
    return this;
  }

  get url(): string {
    return addressOf(this.#registry);
  }

  close(): void {
    for (const server of [this.#registry, this.#storage]) {
      server.close();
      server.closeAllConnections();
    }
  }

  add(bytes: Buffer): { digest: string; size: number } {
    const digest = digestOf(bytes);
    this.blobs.set(digest, bytes);
    return { digest, size: bytes.length };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const at = new URL(url, this.url);
    const body = await all(request);
    this.asked.push(`${method} ${at.pathname}`);
    if (at.pathname === '/token') return end(response, 200, JSON.stringify({ token: TOKEN.slice('Bearer '.length) }));
    if (headers.authorization !== TOKEN)
      return end(response, 401, '', {
        'www-authenticate': `Bearer realm="${this.url}/token",service="test",scope="aws"`,
      });
    const [, kind = '', name = ''] = /\/(blobs\/uploads|blobs|manifests)\/(.*)$/.exec(at.pathname) ?? [];
    if (kind === 'manifests' && method === 'PUT') {
      this.manifests.set(name, { type: headers['content-type'] ?? '', bytes: body });
      return end(response, 201); // without a Location, as ECR
    }
    if (kind === 'manifests') {
      const found = this.manifests.get(name);
      return end(response, found ? 200 : 404, found?.bytes ?? '', { 'content-type': found?.type ?? 'text/plain' });
    }
    if (kind === 'blobs/uploads' && method === 'POST') {
      const id = randomUUID();
      this.#uploads.add(id);
      const path = `/v2/x/blobs/uploads/${id}?state=kept`;
      return end(response, 202, '', { location: this.asked.length % 2 ? path : `${addressOf(this.#storage)}${path}` });
    }
    if (kind === 'blobs/uploads') return this.#take(name, at, headers['content-length'], body, response);
    if (method === 'HEAD') return end(response, this.blobs.has(name) ? 200 : 404);
    return end(response, 307, '', { location: `${addressOf(this.#storage)}/stored/${name}?signature=of-storage` });
  }

  async #store(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', headers, method } = request;
    const at = new URL(url, addressOf(this.#storage));
    this.storageAsked.push({ path: at.pathname, authorization: headers.authorization });
    const body = await all(request);
    if (method === 'PUT')
      return this.#take(at.pathname.split('/').at(-1) ?? '', at, headers['content-length'], body, response);
    const bytes = this.blobs.get(at.pathname.slice('/stored/'.length));
    return end(response, bytes ? 200 : 404, bytes ?? '');
  }

  #take(id: string, at: URL, length: string | undefined, body: Buffer, response: ServerResponse): void {
    const digest = at.searchParams.get('digest') ?? '';
    const trouble = this.troubles.shift() ?? 'none';
    if (!this.#uploads.delete(id)) end(response, 416, 'First byte of the layer part is 0 instead of 1');
    else if (trouble === 'hang up') response.destroy();
    else if (trouble !== 'none') end(response, trouble, 'trouble');
    else if (!length || at.searchParams.get('state') !== 'kept' || digest !== digestOf(body))
      end(response, 400, 'DIGEST_INVALID');
    else {
      this.blobs.set(digest, body);
      end(response, 201);
    }
  }
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const started = (answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => void answer(request, response));
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

async function all(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

function end(response: ServerResponse, status: number, body: string | Buffer = '', headers = {}): void {
  response.writeHead(status, headers).end(body);
}
