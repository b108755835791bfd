// What a server of the page throws when it does not do what was asked. The page has words for each code.

import type { Code, Refusal } from './contract.ts';

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

  get status(): number {
    return STATUS[this.code];
  }

  get body(): Refusal {
    return { error: { code: this.code, message: this.message } };
  }
}
