// Who may ask the board: only the browser that was given its link. A web server on this machine can be reached by every
// page that the browser shows, so three things are checked: the name it was asked by (a foreign name that leads to
// 127.0.0.1 is "DNS rebinding"), the site that the request comes from, and the cookie.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refused } from '../../page/refused.ts';
import { cookieIn } from '../../runtime/session/cookie.ts';

export interface Door {
  /** Stands behind "#" in the link. */
  readonly token: string;
  /** @throws Refused for another name, or another site */
  check(request: IncomingMessage): void;
  /** @throws Refused without the cookie */
  knows(request: IncomingMessage): void;
  /** The cookie for whoever brings the token. @throws Refused */
  comeIn(invitation: unknown): string;
  /** The cookie that ends the session. */
  leave(): string;
}

/** @param port cookies are per host, not per port, so the port is in their name */
export function door(port: number): Door {
  const token = randomBytes(24).toString('base64url');
  const secret = randomBytes(24).toString('base64url');
  const cookie = `ada-board-${port}`;
  const rest = 'HttpOnly; SameSite=Strict; Path=/';
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  return {
    token,
    check({ headers: { host = '', origin, 'sec-fetch-site': site }, method }) {
      if (!names.includes(host)) throw new Refused('other-site', 'The board answers only as 127.0.0.1.');
      if (method === 'GET' || method === 'HEAD') return;
      if (origin !== `http://${host}` || (site && site !== 'same-origin'))
        throw new Refused('other-site', 'Only the page of the board may ask this.');
    },
    knows({ headers }) {
      if (!same(cookieIn(headers.cookie, cookie), secret))
        throw new Refused('signed-out', 'Open the link that npm run board printed.');
    },
    comeIn(invitation) {
      if (!same(invitation, token))
        throw new Refused('invitation-wrong', 'This is not the link that npm run board printed.');
      return `${cookie}=${secret}; ${rest}`;
    },
    leave: () => `${cookie}=; Max-Age=0; ${rest}`,
  };
}

/** Takes the same time however much is right. */
const same = (given: unknown, wanted: string): boolean =>
  typeof given === 'string' &&
  given.length === wanted.length &&
  timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
