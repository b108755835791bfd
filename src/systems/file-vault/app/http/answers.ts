// Headers of every answer, and how an error becomes one.

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Journal } from '../audit/journal.ts';
import { measured } from '../audit/metrics.ts';
import type { Action, Outcome } from '../audit/record.ts';
import { orVolumeFull, Refusal } from '../refusal.ts';
import type { Person } from './door.ts';

declare module 'fastify' {
  interface FastifyRequest {
    person: Person | undefined;
  }
  interface FastifyContextConfig {
    /** What a request to this route is, in the journal. A route without it is not recorded. */
    action?: Action;
    /** Needs nobody signed in. */
    open?: boolean;
    /** Only for operators. */
    operator?: boolean;
  }
}

export const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** What the journal says of a request. */
export const about = (request: FastifyRequest) => ({ actor: request.person?.name, ip: request.ip });

/** Answers with the refusal, after it stands in the journal. @param namespace of its metrics */
export const refusing =
  ({ journal, namespace }: { journal: Journal; namespace: string }) =>
  async (error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply) => {
    const { status, code, message, headers } = refusalOf(error);
    const { action } = request.routeOptions.config;
    const outcome: Outcome = code === 'cut' ? 'aborted' : status < 500 ? 'refused' : 'failed';
    if (status >= 500 && !(error instanceof Refusal)) console.error(error);
    const { id } = (request.params ?? {}) as { id?: string };
    if (action)
      await journal.append({
        ...{ action, outcome, ...about(request), status, reason: code },
        ...(id && { document: id.slice(0, 64) }),
        name: nameIn(request),
        ...(action === 'sign-in' && measured(namespace, { WrongInvitations: 1 })),
      });
    return reply
      .code(status)
      .headers({ ...headers, 'content-type': 'application/json' })
      .send(errorBody(code, message));
  };

export const errorBody = (code: string, message: string) => JSON.stringify({ error: { code, message } });

function refusalOf(error: FastifyError | Refusal): Refusal {
  const known = orVolumeFull(error);
  if (known instanceof Refusal) return known;
  const status = (error as FastifyError).statusCode ?? 500;
  if (status === 413) return new Refusal(413, 'too-large', 'The request is too large.', { connection: 'close' });
  if (status >= 400 && status < 500) return new Refusal(status, 'bad-request', error.message);
  return new Refusal(500, 'failed', 'The vault could not do this. Its log says why.');
}

/** The name that was asked for, cut: it may be anything. */
function nameIn(request: FastifyRequest): string | undefined {
  const { name } = (request.query ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name.slice(0, 100).replace(/\p{Cs}/gu, '_') : undefined;
}
