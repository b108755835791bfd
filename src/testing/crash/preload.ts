// Loaded before a command (`node --import`): kills the process with SIGKILL at its k-th write: before the write is
// sent; when its answer arrives, before the program reads it; or after that. These three are enough, because between
// two writes the cloud does not change.

import http, { type ClientRequest } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { writes } from '../../engine/journal.ts';

export const PLACEMENTS = ['before', 'unanswered', 'after'] as const;
export type Placement = (typeof PLACEMENTS)[number];

const at = Number(process.env.CRASH_AT);
const placement = process.env.CRASH_PLACEMENT as Placement | undefined;

if (at && placement) {
  const die = () => process.kill(process.pid, 'SIGKILL');
  const send = http.request;
  let written = 0;
  const isTheOne = (request: ClientRequest, body: string) => {
    if (!isWrite(request, body)) return false;
    written += 1;
    return written === at;
  };

  http.request = ((...args: Parameters<typeof send>): ClientRequest => {
    const request = send(...args);
    const body = listen(request, () => {
      if (placement === 'before' && isTheOne(request, body())) die();
    });
    request.prependListener('response', (answer) => {
      if (placement === 'before' || !isTheOne(request, body())) return;
      if (placement === 'unanswered') die();
      answer.once('end', () => setImmediate(die));
    });
    return request;
  }) as typeof send;
  syncBuiltinESMExports();
}

/** The text that is sent as body. `whole` is called when all of it is known, before its end is sent. */
function listen(request: ClientRequest, whole: () => void): () => string {
  const chunks: Buffer[] = [];
  for (const method of ['write', 'end'] as const) {
    const send = request[method].bind(request) as (...args: unknown[]) => never;
    request[method] = (...args: unknown[]) => {
      if (typeof args[0] === 'string' || args[0] instanceof Uint8Array) chunks.push(Buffer.from(args[0]));
      if (method === 'end') whole();
      return send(...args);
    };
  }
  return () => Buffer.concat(chunks).toString('latin1');
}

/** By the operation's name where the protocol has one, else by the method. */
function isWrite(request: ClientRequest, body: string): boolean {
  const target = request.getHeader('x-amz-target');
  const operation = typeof target === 'string' ? target.split('.').at(-1) : /(?:^|&)Action=(\w+)/.exec(body)?.[1];
  return operation ? writes(operation) : !['GET', 'HEAD'].includes(request.method);
}
