// S3's rules for browsers of other sites (S3 user guide, "How does Amazon S3 evaluate the CORS configuration on a bucket?"):
// the first rule that allows the origin, the method and every header answers. The local cloud allows everything.

import type { CORSRule } from '@aws-sdk/client-s3';

export interface Preflight {
  readonly origin: string;
  readonly method: string;
  /** Of Access-Control-Request-Headers. */
  readonly headers: readonly string[];
}

/** The headers of the answer. `undefined`: S3 answers 403, and the browser sends nothing. */
export function corsAnswer(
  rules: readonly CORSRule[],
  { origin, method, headers }: Preflight,
): Record<string, string> | undefined {
  const rule = rules.find(
    ({ AllowedOrigins = [], AllowedMethods = [], AllowedHeaders = [] }) =>
      AllowedOrigins.some((one) => matches(one, origin)) &&
      AllowedMethods.includes(method) &&
      headers.every((header) => AllowedHeaders.some((one) => matches(one.toLowerCase(), header.toLowerCase()))),
  );
  return (
    rule && {
      'access-control-allow-origin': rule.AllowedOrigins?.includes('*') ? '*' : origin,
      'access-control-allow-methods': (rule.AllowedMethods ?? []).join(', '),
      'access-control-allow-headers': headers.join(', '),
      'access-control-expose-headers': (rule.ExposeHeaders ?? []).join(', '),
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    }
  );
}

/** A rule may have one "*". */
function matches(pattern: string, value: string): boolean {
  const [before = '', after] = pattern.split('*');
  return after === undefined
    ? pattern === value
    : value.startsWith(before) && value.endsWith(after) && value.length >= before.length + after.length;
}
