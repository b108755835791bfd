// Was a request made by the page itself? A browser says so in a header that no page can change (Fetch Metadata).

/** Methods that change nothing. */
const READS = ['GET', 'HEAD'];

/**
 * May this request change something? Programs that are no browsers send neither header, and they have no cookie that was
 * given to somebody else.
 * @param headers with names in small letters
 */
export function isOwnRequest(method: string, headers: Readonly<Record<string, string | undefined>>): boolean {
  const site = headers['sec-fetch-site'];
  if (READS.includes(method))
    return site === undefined || site === 'same-origin' || site === 'none' || isVisit(headers);
  if (site !== undefined) return site === 'same-origin';
  // A browser without Fetch Metadata says in Origin which page sends (Safari before 16.4).
  return headers.origin === undefined || hostOf(headers.origin) === headers.host;
}

/** Somebody followed a link to the page, from another site. */
const isVisit = (headers: Readonly<Record<string, string | undefined>>) =>
  headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined);
