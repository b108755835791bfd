// The key that signs invitations: an Ed25519 pair. The whole of it is one secret text; only its public half leaves here.

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync } from 'node:crypto';
import type { PublicKey } from '../../runtime/session/invitation.ts';

/**
 * The private half as JSON (RFC 8037, JWK). Notice: both halves are written out while they are made. Node.js 20 can wait for
 * ever in `export` of a key that it has just made: the garbage collector then ends the making, and needs the same lock.
 */
export function newKey(): string {
  const format = { format: 'jwk' } as const;
  return JSON.stringify(
    generateKeyPairSync('ed25519', { publicKeyEncoding: format, privateKeyEncoding: format }).privateKey,
  );
}

/** Is this a key that `newKey` could have made? */
export function isKey(text: string): boolean {
  try {
    return publicHalf(text).x.length === 43;
  } catch {
    return false; // no JSON, or no key
  }
}

/** @throws for a text that is no key */
export function publicHalf(secret: string): PublicKey {
  const { x } = createPublicKey(createPrivateKey({ key: JSON.parse(secret), format: 'jwk' })).export({ format: 'jwk' });
  // The members in this order, without blanks (RFC 7638).
  const id = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return { x: String(x), id };
}

/**
 * Another secret of 32 bytes, in base64url, for one purpose of the server. It tells nothing about the key, and a new key
 * makes a new one.
 */
export const secretFor = (purpose: string, secret: string): string =>
  Buffer.from(hkdfSync('sha256', JSON.parse(secret).d, '', purpose, 32)).toString('base64url');
