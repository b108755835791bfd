// Calls of the page's own server. A refusal is thrown with its code; what to tell the person is in words.ts.

import type { Code, Refusal } from '../contract.ts';
import { say } from './language.ts';

export class Refused extends Error {
  readonly code: Code | 'offline';
  /** Seconds that the server asks to wait. */
  readonly retryAfter: number;
  constructor(code: Code | 'offline', retryAfter = 0) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** Does it end by itself? */
export const passes = (error: unknown): error is Refused =>
  error instanceof Refused && ['offline', 'slow-down', 'failed'].includes(error.code);

/** The sentence for a person. */
export const sentence = (error: unknown): string =>
  error instanceof Refused ? say(error.code) : error instanceof Error ? error.message : String(error);

/** What to do when the session has ended: set once, by the page's start. */
export const session = { ended: (_: Refused): void => {} };

/** @throws Refused */
export async function post<Answer>(path: string, body: object = {}): Promise<Answer> {
  const answer = await ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.status === 204 ? (undefined as Answer) : answer.json();
}

export const del = (path: string): Promise<Response> => ask(path, { method: 'DELETE' });

/** A reader of one address: `undefined` when nothing has changed since its last answer. */
export function reader<Answer>() {
  let last = { path: '', etag: '' };
  return async (path: string): Promise<Answer | undefined> => {
    const known = last.path === path && last.etag ? { 'if-none-match': last.etag } : undefined;
    const answer = await ask(path, known ? { headers: known } : {});
    if (answer.status === 304) return undefined;
    last = { path, etag: answer.headers.get('etag') ?? '' };
    return answer.json();
  };
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(path, { ...init, cache: 'no-store' }).catch(() => {
    throw new Refused('offline');
  });
  if (answer.ok || answer.status === 304) return answer;
  const told: Partial<Refusal> = await answer.json().catch(() => ({})); // a gateway's own refusal is no JSON of ours
  const code = told.error?.code ?? (answer.status === 429 || answer.status === 503 ? 'slow-down' : 'failed');
  const refused = new Refused(code, Number(answer.headers.get('retry-after')) || 0);
  if (code === 'signed-out' && !path.startsWith('api/session')) session.ended(refused);
  throw refused;
}
