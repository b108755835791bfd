// A request to the page as API Gateway gives it (payload format 2.0), and an answer as it takes it.

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Refused } from '../../../page/refused.ts';

export type Event = APIGatewayProxyEventV2;
export type Answer = APIGatewayProxyStructuredResultV2;
export type Headers = Readonly<Record<string, string | undefined>>;

export const refusal = ({ status, body, retryAfter }: Refused): Answer => ({
  ...json(body),
  statusCode: status,
  headers: { ...JSON_HEADERS, ...(retryAfter && { 'retry-after': String(retryAfter) }) },
});

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export const json = (body: object): Answer => ({
  statusCode: 200,
  headers: JSON_HEADERS,
  body: JSON.stringify(body),
});

export const empty = (cookie?: string): Answer => ({
  statusCode: 204,
  headers: { 'cache-control': 'no-store' },
  ...(cookie && { cookies: [cookie] }),
});

/** Bytes of a request's body: two hundred of the longest keys of S3 fit. */
const LONGEST_BODY = 300_000;

/** The body as an object. @throws Refused */
export function bodyOf({ body = '', isBase64Encoded }: Event): Record<string, unknown> {
  if (body.length > LONGEST_BODY) throw new Refused('too-large', `A request has at most ${LONGEST_BODY} bytes.`);
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  let value: unknown;
  try {
    value = JSON.parse(text || '{}');
  } catch {
    throw new Refused('bad-request', 'The body must be JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused('bad-request', 'The body must be a JSON object.');
  return value as Record<string, unknown>;
}

/** "GET api/me" is method and path; AWS and the local cloud give the path of the stage without its name. */
export const methodOf = ({ requestContext }: Event): string => requestContext.http.method;
export const pathOf = ({ rawPath }: Event): string => rawPath.replace(/^\/+/, '');
/** AWS gives cookies as a list, the local cloud as a header. */
export const cookiesOf = ({ cookies, headers }: Event) => cookies ?? headers.cookie;
