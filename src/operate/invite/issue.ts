// Makes an invitation: a name, a role, a page and an end, signed with the page's key.

import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { ALGORITHM } from '../../runtime/session/invitation.ts';
import { publicHalf } from './key.ts';

export interface Invited {
  readonly name: string;
  readonly role: string;
  /** Name of the stack whose page it is. */
  readonly page: string;
  readonly days: number;
}

/** @param secret the key @returns the signed text, and when it ends */
export async function issue(secret: string, { name, role, page, days }: Invited, now = new Date()) {
  const expires = new Date(Math.floor(now.getTime() / 1000 + days * 24 * 3600) * 1000);
  const invitation = await new SignJWT({ role })
    .setProtectedHeader({ alg: ALGORITHM, kid: publicHalf(secret).id })
    .setSubject(name)
    .setAudience(page)
    .setIssuedAt(now)
    .setExpirationTime(expires)
    .setJti(randomUUID())
    .sign(await importJWK(JSON.parse(secret), ALGORITHM));
  return { invitation, expires };
}
