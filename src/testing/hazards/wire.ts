// The service and operation of a raw HTTP request in any protocol, and its answer as text. The service is in the
// signature, the operation in a header (JSON), a form field (query), or the path (REST).

import { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse } from '@smithy/types';
import { apiGatewayOperation, lambdaOperation, s3Operation, schedulerOperation } from './operations.ts';

export interface Call {
  /** As in the signature: "ec2", "s3", "logs". */
  readonly service: string;
  /** "CreateVpc" */
  readonly operation: string;
  /** The input, by AWS's names: flat for a query call ("Filter.1.Name"), as it is for a JSON call. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The body as it is sent. */
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What AWS does and the local cloud does not: it answers by itself, or passes the call on and changes the answer. */
export type Hazard = (call: Call, pass: () => Promise<Answer>) => Promise<Answer>;

export const is = (call: Call, ...operations: string[]): boolean => operations.includes(call.operation);

/** A value of the call as text. '' when it is absent. */
export const asked = ({ input }: Call, name: string): string => String(input[name] ?? '');

export function readCall(request: HttpRequest): Call {
  const { method, path, headers } = request;
  const query = request.query ?? {};
  const body = typeof request.body === 'string' ? request.body : textOf(request.body);
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  const target = headers['x-amz-target'];
  if (target) return { service, operation: String(target.split('.').at(-1)), input: parsed(body), body };
  if (service === 's3') {
    const { operation, input } = s3Operation(method, path, query);
    const unchecked = headers['x-amz-skip-destination-validation'];
    return {
      service,
      operation,
      body,
      input: { ...query, ...input, ...(unchecked && { SkipDestinationValidation: unchecked }) },
    };
  }
  if (service === 'lambda') {
    const { operation, input } = lambdaOperation(method, path);
    return { service, operation, body, input: { ...query, ...parsed(body), ...input } };
  }
  if (service === 'apigateway') {
    const { operation, input } = apiGatewayOperation(method, path);
    return { service, operation, body, input: { ...query, ...parsed(body), ...input } };
  }
  if (service === 'scheduler') {
    const { operation, input } = schedulerOperation(method, path);
    return { service, operation, body, input: { ...query, ...parsed(body), ...input } };
  }
  const form = Object.fromEntries(new URLSearchParams(body));
  return { service, operation: form.Action ?? '', input: form, body };
}

export async function readAnswer({ statusCode, headers, body }: HttpResponse): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return { status: statusCode, headers, body: Buffer.concat(chunks).toString() };
}

/** Without the length, because a changed answer has another. */
export function toResponse({ status, headers, body }: Answer): HttpResponse {
  const { 'content-length': _, ...rest } = headers;
  return { statusCode: status, headers: rest, body: Readable.from(body ? [Buffer.from(body)] : []) };
}

export const ok = (body = '', headers: Record<string, string> = {}): Answer => ({ status: 200, headers, body });

const textOf = (body: unknown) =>
  body instanceof Uint8Array
    ? new TextDecoder().decode(new DataView(body.buffer, body.byteOffset, body.byteLength))
    : '';

function parsed(body: string): Record<string, unknown> {
  return body.startsWith('{') ? JSON.parse(body) : {};
}
