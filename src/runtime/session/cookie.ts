// The cookie that carries an invitation. No script can read it, it goes to this host only, only over TLS (or to this
// machine), and only with requests of the page itself.
// Cookies belong to a host, not to a port, so several local systems share them: each has its own name.

/** `__Host-`: the browser takes it only with Secure and Path=/, and without Domain (RFC 6265bis, "Cookie prefixes"). */
const cookieName = (page: string) => `__Host-${page}`;
const FLAGS = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** @param expires of the invitation: the cookie never lives longer */
export const cookieOf = (page: string, invitation: string, expires: Date): string =>
  `${cookieName(page)}=${invitation}; Expires=${expires.toUTCString()}; ${FLAGS}`;

/** The browser forgets the cookie. */
export const noCookie = (page: string): string => `${cookieName(page)}=; Max-Age=0; ${FLAGS}`;

/** @param cookies the text of the header, or a list of pairs "name=value" */
export const invitationIn = (cookies: string | readonly string[] | undefined, page: string): string | undefined =>
  cookieIn(cookies, cookieName(page));

/** The value of the cookie with this name. @param cookies as above */
export function cookieIn(cookies: string | readonly string[] | undefined, name: string): string | undefined {
  const begin = `${name}=`;
  return [cookies ?? []]
    .flat()
    .flatMap((text) => text.split(';'))
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(begin))
    ?.slice(begin.length);
}
