// Checks an invitation: who made it, for which page, for whom, until when.

import { decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';

/** The only algorithm that is accepted, whatever the invitation says. */
export const ALGORITHM = 'EdDSA';

/** The public half of the key: what the server knows. */
export interface PublicKey {
  /** The number of the key (RFC 7638, JWK thumbprint): a new key has a new number. */
  readonly id: string;
  /** base64url, 32 bytes */
  readonly x: string;
}

export interface Guest {
  readonly name: string;
  readonly role: string;
  /** When the invitation ends. */
  readonly expires: Date;
  /** The number of the invitation, for logs: it lets nobody in. */
  readonly invitation: string;
}

/** late: it has ended. revoked: it was made with an earlier key. wrong: anything else. */
export type Flaw = 'invitation-late' | 'invitation-revoked' | 'invitation-wrong';

/** @param page who must be named as the audience: "ada-dev-shop" */
export async function readInvitation(
  invitation: string,
  { key, page, roles }: { readonly key: PublicKey; readonly page: string; readonly roles: readonly string[] },
): Promise<Guest | Flaw> {
  try {
    if (decodeProtectedHeader(invitation).kid !== key.id) return 'invitation-revoked';
    const known = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: key.x }, ALGORITHM);
    const { payload } = await jwtVerify(invitation, known, {
      algorithms: [ALGORITHM],
      audience: page,
      requiredClaims: ['exp', 'sub', 'jti', 'role'],
    });
    const { sub = '', role, exp = 0, jti = '' } = payload;
    const granted = roles.find((one) => one === role);
    return granted ? { name: sub, role: granted, expires: new Date(exp * 1000), invitation: jti } : 'invitation-wrong';
  } catch (error) {
    return error instanceof errors.JWTExpired ? 'invitation-late' : 'invitation-wrong';
  }
}
