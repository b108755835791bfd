// Loaded before a command (`node --import`): kills the process, hard, at a request.
// Notice the three placements: before the k-th request is sent; when the answer to the k-th write arrives, but before
// anybody has read it (it took effect, and nobody knows); and after that answer was taken in. Reads change nothing, so
// after a read there is nothing to be found that was not there before the next request.

import http, { type ClientRequest } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { writes } from '../../core/journal.ts';

export const PLACEMENTS = ['before', 'unanswered', 'after'] as const;
export type Placement = (typeof PLACEMENTS)[number];

const at = Number(process.env.CRASH_AT);
const placement = process.env.CRASH_PLACEMENT as Placement | undefined;

if (at && placement) {
  const die = () => process.kill(process.pid, 'SIGKILL');
  const send = http.request;
  let sent = 0;
  let written = 0;

  http.request = ((...args: Parameters<typeof send>): ClientRequest => {
    sent += 1;
    if (placement === 'before' && sent === at) die();
    const request = send(...args);
    const body = listen(request);
    request.prependListener('response', (answer) => {
      if (placement === 'before' || !isWrite(request, body())) return;
      written += 1;
      if (written !== at) return;
      if (placement === 'unanswered') die();
      answer.once('end', () => setImmediate(die));
    });
    return request;
  }) as typeof send;
  syncBuiltinESMExports();
}

/** What is sent as body, as text. */
function listen(request: ClientRequest): () => string {
  const chunks: Buffer[] = [];
  for (const method of ['write', 'end'] as const) {
    const send = request[method].bind(request) as (...args: unknown[]) => never;
    request[method] = (...args: unknown[]) => {
      if (typeof args[0] === 'string' || args[0] instanceof Uint8Array) chunks.push(Buffer.from(args[0]));
      return send(...args);
    };
  }
  return () => Buffer.concat(chunks).toString('latin1');
}

/** By the operation's name where the protocol carries one, by the method otherwise. */
function isWrite(request: ClientRequest, body: string): boolean {
  const target = request.getHeader('x-amz-target');
  const operation = typeof target === 'string' ? target.split('.').at(-1) : /(?:^|&)Action=(\w+)/.exec(body)?.[1];
  return operation ? writes(operation) : !['GET', 'HEAD'].includes(request.method);
}
