// The files of the page: read once, compressed once, known by the hash of their content. They are not secret, so they
// come without a sign-in; without one the page shows only how to get an invitation.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { etagOf } from '../../../page/etag.ts';
import { fileAt, type PageFile, TYPES } from '../../../page/page-file.ts';
import type { Answer, Headers } from './http.ts';

interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** @param folder of the page's files, beside the code of the function */
export function staticFiles(folder: string): (path: string, headers: Headers) => Answer | undefined {
  const read = new Map<PageFile, StaticFile>();
  return (path, headers) => {
    const name = fileAt(path);
    if (!name) return undefined;
    const file = read.get(name) ?? load(join(folder, name), TYPES[name]);
    read.set(name, file);
    return answer(file, headers);
  };
}

function load(path: string, type: string): StaticFile {
  const plain = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
  return {
    ...{ type, plain },
    etag: etagOf(plain),
    br: brotliCompressSync(plain, { params }),
    gzip: gzipSync(plain, { level: 9 }),
  };
}

function answer({ type, etag, plain, br, gzip }: StaticFile, headers: Headers): Answer {
  // The browser keeps the file and asks each time whether it is still this one.
  const common = { etag, 'cache-control': 'no-cache', vary: 'accept-encoding' };
  if (headers['if-none-match'] === etag) return { statusCode: 304, headers: common };
  const accepted = headers['accept-encoding'] ?? '';
  const [encoding, body] = /\bbr\b/.test(accepted) ? ['br', br] : /\bgzip\b/.test(accepted) ? ['gzip', gzip] : [];
  return {
    statusCode: 200,
    headers: { ...common, 'content-type': type, ...(encoding && { 'content-encoding': encoding }) },
    body: (body ?? plain).toString('base64'),
    isBase64Encoded: true,
  };
}
