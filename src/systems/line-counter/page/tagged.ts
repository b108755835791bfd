// An answer that is not sent again while it is the same (ETag and If-None-Match).

import { etagOf } from '../../../page/etag.ts';
import { type Answer, type Event, json } from './http.ts';

/** @param mark what decides whether it is the same: the body, unless told */
export function tagged({ headers }: Event, body: object, mark: object = body): Answer {
  const etag = etagOf(JSON.stringify(mark));
  // A proxy on the way may have made a weak one of it.
  const known = (headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(etag)) return { statusCode: 304, headers: { etag, 'cache-control': 'no-cache' } };
  const whole = json(body);
  return { ...whole, headers: { ...whole.headers, etag, 'cache-control': 'no-cache' } };
}
