// The mark by which a browser knows whether it already has an answer (ETag).

import { createHash } from 'node:crypto';

/** The same content has the same mark, on every machine and after every restart. */
export const etagOf = (content: Uint8Array | string): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
