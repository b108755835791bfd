// What can happen to any call: throttled, a 5xx, reset, or carried out and never answered; "exists already" or "not there"
// for what was carried out a moment ago; credentials that expire, and rights that were never given.
// Notice: each is asked for calls of its choice, so a test can strike one operation, or each once.

import { refuse } from './refusal.ts';
import type { Answer, Call, Hazard } from './wire.ts';

export type Which = (call: Call) => boolean;

export const creates: Which = ({ operation }) => operation.startsWith('Create');
export const writes: Which = ({ operation }) => !/^(Get|List|Describe|Head)/.test(operation);
/** One operation, by name. */
export const only =
  (...operations: string[]): Which =>
  ({ operation }) =>
    operations.includes(operation);

/** The first call of each operation that is chosen; or of each service. */
export function once(which: Which, of: 'operation' | 'service' = 'operation'): Which {
  const seen = new Set<string>();
  return (call) => {
    if (!which(call) || seen.has(call[of])) return false;
    seen.add(call[of]);
    return true;
  };
}

const strikes =
  (which: Which, blow: (call: Call, pass: () => Promise<Answer>) => Promise<Answer>): Hazard =>
  (call, pass) =>
    which(call) ? blow(call, pass) : pass();

/** Throttling is an HTTP 400 with a name of the service's own. */
export const throttled = (which: Which): Hazard =>
  strikes(which, async (call) => {
    const names: Readonly<Record<string, string>> = {
      ec2: 'RequestLimitExceeded',
      s3: 'SlowDown',
      lambda: 'TooManyRequestsException',
      sqs: 'RequestThrottled',
    };
    return refuse(call, names[call.service] ?? 'Throttling', 'Rate exceeded', call.service === 's3' ? 503 : 400);
  });

/** A 500 or 503; `committed`: although it was carried out. */
export const broken = (which: Which, status: 500 | 503, { committed = false } = {}): Hazard =>
  strikes(which, async (call, pass) => {
    if (committed) await pass();
    return refuse(call, status === 500 ? 'InternalError' : 'ServiceUnavailable', '', status);
  });

const failure = (name: string, code?: string) => Object.assign(new Error(name), { name, ...(code && { code }) });

/** The call is carried out, and its answer never comes. */
export const unanswered = (which: Which): Hazard =>
  strikes(which, async (_call, pass) => {
    await pass();
    throw failure('TimeoutError');
  });

/** The connection breaks; `committed`: after the call was carried out. */
export const reset = (which: Which, { committed = false } = {}): Hazard =>
  strikes(which, async (_call, pass) => {
    if (committed) await pass();
    throw failure('Error', 'ECONNRESET');
  });

/** Carried out by somebody else a moment ago, or by an earlier attempt: another answer to a call that took effect. */
export const answeredWith = (refusals: Readonly<Record<string, readonly [code: string, message: string]>>): Hazard =>
  strikes(
    ({ operation }) => operation in refusals,
    async (call, pass) => {
      const answer = await pass();
      const [code, message] = refusals[call.operation] ?? ['', ''];
      return answer.status < 300 ? refuse(call, code, message) : answer;
    },
  );

/** Refused once, by an error that passes by itself; not carried out. */
export const refusedOnce = (refusals: Readonly<Record<string, readonly [code: string, message: string]>>): Hazard =>
  strikes(
    once(({ operation }) => operation in refusals),
    async (call) => refuse(call, ...(refusals[call.operation] ?? ['', ''])),
  );

/** An explicit deny: no waiting helps. */
export const denied = (which: Which): Hazard =>
  strikes(which, async (call) => {
    const code = { ec2: 'UnauthorizedOperation', lambda: 'AccessDeniedException', logs: 'AccessDeniedException' };
    const text = `User: arn:aws:sts::111122223333:assumed-role/ada/ana is not authorized to perform: ${call.service}:${call.operation} with an explicit deny in an identity-based policy`;
    return refuse(call, code[call.service as keyof typeof code] ?? 'AccessDenied', text, 403);
  });

/** From the n-th call on, until `renew` is called, the token has expired. */
export function expiring(after: number) {
  let left = after;
  const hazard: Hazard = async (call, pass) => {
    left -= 1;
    if (left >= 0) return pass();
    const jsonName = ['sqs', 'lambda', 'logs', 'monitoring'].includes(call.service);
    const code = call.service === 'ec2' ? 'RequestExpired' : jsonName ? 'ExpiredTokenException' : 'ExpiredToken';
    return refuse(call, code, 'The security token included in the request is expired', 403);
  };
  const renew = () => {
    left = Number.POSITIVE_INFINITY;
  };
  return { hazard, renew };
}
