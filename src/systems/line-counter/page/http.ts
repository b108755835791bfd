// A request to the page as API Gateway gives it (payload format 2.0), and an answer as it takes it.

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Code } from '../../../page/contract.ts';

export type Event = APIGatewayProxyEventV2;
export type Answer = APIGatewayProxyStructuredResultV2;
export type Headers = Readonly<Record<string, string | undefined>>;

const STATUS: Readonly<Record<Code, number>> = {
  'signed-out': 401,
  'invitation-late': 401,
  'invitation-wrong': 401,
  'invitation-revoked': 401,
  'not-allowed': 403,
  'other-site': 403,
  'bad-request': 400,
  'bad-name': 400,
  'too-large': 413,
  exists: 409,
  'not-found': 404,
  'slow-down': 429,
  failed: 500,
};

/** A request that is not done, and why: the page has words for each code. */
export class Refused extends Error {
  override name = 'Refused';
  readonly code: Code;
  /** Seconds to wait before the next try. */
  readonly retryAfter: number | undefined;

  constructor(code: Code, message: string, retryAfter?: number) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export const refusal = ({ code, message, retryAfter }: Refused): Answer => ({
  ...json({ error: { code, message } }),
  statusCode: STATUS[code],
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
