// What the page keeps of an unfinished upload: its number at S3, its key and its size, sealed. A browser can give it back,
// and can neither read nor change it.

import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { Refused } from '../../../page/refused.ts';

export interface Unfinished {
  readonly key: string;
  /** S3's number of the upload. */
  readonly id: string;
  readonly bytes: number;
  /** The number of the invitation with which it was begun. Nobody else goes on with it. */
  readonly by: string;
}

const HOW = { alg: 'dir', enc: 'A256GCM' } as const;
/** S3 deletes the parts of an upload that is a day old (the bucket's lifecycle rule). */
const LIFE = '1d';

/** @param secret 32 bytes, base64url */
export function seals(secret: string) {
  const key = Buffer.from(secret, 'base64url');
  return {
    seal: ({ key: name, id, bytes, by }: Unfinished): Promise<string> =>
      new EncryptJWT({ key: name, id, bytes, by }).setProtectedHeader(HOW).setExpirationTime(LIFE).encrypt(key),

    /** @throws Refused for a text that was not sealed here, that is too old, or that is somebody else's */
    async open(sealed: unknown, by: string): Promise<Unfinished> {
      if (typeof sealed !== 'string') throw new Refused('bad-request', '"upload" is missing.');
      const found = await jwtDecrypt(sealed, key, {
        contentEncryptionAlgorithms: [HOW.enc],
        keyManagementAlgorithms: [HOW.alg],
      }).catch((error: unknown) => {
        if (error instanceof errors.JWTExpired) throw new Refused('not-found', 'This upload is more than a day old.');
        throw new Refused('bad-request', '"upload" is not one that was begun here.');
      });
      const unfinished = found.payload as unknown as Unfinished;
      if (unfinished.by !== by) throw new Refused('not-found', 'This upload was begun by somebody else.');
      return unfinished;
    },
  };
}

export type Seals = ReturnType<typeof seals>;
