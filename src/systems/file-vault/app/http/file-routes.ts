// Documents over HTTP: the body of a PUT is the document itself, so it needs no parser and no memory.

import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { Document } from '../store/document.ts';
import { isId } from '../store/document.ts';
import { documentName } from '../store/name.ts';
import { tooLarge } from '../store/receive.ts';
import { about } from './answers.ts';
import { rangeOf } from './range.ts';
import type { Vault } from './vault.ts';

/** Each at most once. */
const TEXT = { type: 'string', maxLength: 255 };
const LIST = { type: 'object', properties: { limit: TEXT, cursor: TEXT, search: TEXT } };

export function fileRoutes(app: FastifyInstance, { store, journal, maxBytes }: Vault): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  app.put<{ Querystring: { name?: string } }>('/files', { config: { action: 'upload' } }, async (request, reply) => {
    const announced = lengthOf(request);
    if (announced !== undefined && announced > maxBytes) throw tooLarge(maxBytes);
    const name = documentName(request.query.name);
    const wish = { name, by: String(request.person?.name), announced, sha256: digestOf(request), most: maxBytes };
    const { id, bytes, sha256 } = await store.add(wish, request.raw);
    const line = { document: id, name, bytes, sha256, status: 201 };
    await journal.append({ action: 'upload', outcome: 'ok', ...about(request), ...line });
    return reply
      .code(201)
      .headers({ etag: `"${sha256}"`, location: `files/${id}` })
      .send({ id, name, bytes, sha256 });
  });

  app.get<{ Querystring: { limit?: string; cursor?: string; search?: string } }>(
    '/files',
    { config: { action: 'list' }, schema: { querystring: LIST } },
    async (request, reply) => {
      const { limit, cursor, search } = request.query;
      const page = store.catalogue.page({ limit: limit === undefined ? undefined : Number(limit), cursor, search });
      // Documents are only added: the number of them says whether a page has changed.
      const etag = `"${page.total}"`;
      if (request.headers['if-none-match'] === etag) return reply.code(304).header('etag', etag).send();
      await journal.append({ action: 'list', outcome: 'ok', ...about(request), status: 200, count: page.files.length });
      return reply.header('etag', etag).send(page);
    },
  );

  app.get<{ Params: { id: string } }>('/files/:id', { config: { action: 'download' } }, async (request, reply) => {
    const document = isId(request.params.id) ? store.catalogue.get(request.params.id) : undefined;
    if (!document) throw new Refusal(404, 'not-found', 'The vault has no such document.');
    const { id, name, bytes, sha256 } = document;
    const headers = headersOf(document);
    const { 'if-none-match': known, 'if-range': unlessOther } = request.headers;
    const line = { ...about(request), document: id, name, sha256 };
    if (known === headers.etag) {
      await journal.append({ action: 'download', outcome: 'ok', ...line, status: 304, bytes: 0 });
      return reply.code(304).headers(headers).send();
    }
    const range =
      unlessOther === undefined || unlessOther === headers.etag ? rangeOf(request.headers.range, bytes) : undefined;
    const length = range ? range.end - range.start + 1 : bytes;
    const status = range ? 206 : 200;
    const head = request.method === 'HEAD';
    const part = range && `${range.start}-${range.end}`;
    await journal.append({ action: 'download', outcome: 'ok', ...line, status, bytes: head ? 0 : length, range: part });
    reply.code(status).headers({ ...headers, 'content-length': length });
    if (range) reply.header('content-range', `bytes ${part}/${bytes}`);
    if (head) return reply.send();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(status, reply.getHeaders() as Record<string, string>);
    try {
      await pipeline(length ? store.content(id, range) : [], raw);
    } catch (error) {
      const outcome = request.raw.destroyed || raw.destroyed ? 'aborted' : 'failed';
      await journal.append({ action: 'download', outcome, ...line, range: part, reason: (error as Error).message });
    }
    return reply;
  });
}

/** Bytes that the sender announces. @throws Refusal */
function lengthOf({ headers }: FastifyRequest): number | undefined {
  const { 'content-length': length } = headers;
  if (length === undefined) return undefined;
  if (!/^\d{1,15}$/.test(length)) throw new Refusal(400, 'bad-request', 'Content-Length is not a number.');
  return Number(length);
}

/** SHA-256 that the sender announces, hexadecimal (RFC 9530, Content-Digest). @throws Refusal */
function digestOf({ headers }: FastifyRequest): string | undefined {
  const header = headers['content-digest'];
  if (header === undefined) return undefined;
  const [, base64] = /(?:^|,)\s*sha-256=:([\w+/]{43}=):/.exec(String(header)) ?? [];
  if (!base64) throw new Refusal(400, 'bad-request', 'Content-Digest has no sha-256.');
  return Buffer.from(base64, 'base64').toString('hex');
}

const headersOf = ({ name, sha256 }: Document) => ({
  'content-type': 'application/octet-stream', // never shown inside the page's own origin
  'content-disposition': `attachment; filename="${plain(name)}"; filename*=UTF-8''${percent(name)}`,
  'accept-ranges': 'bytes',
  etag: `"${sha256}"`,
});

/** For programs that know no `filename*`. (RFC 6266) */
const plain = (name: string) => name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
const percent = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
