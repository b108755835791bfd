// Faults that any call may have: throttled, a 5xx, reset, or carried out without an answer; "exists already" or "not
// there" after a call that was just carried out; expired credentials, and missing rights. Each fault is given a choice
// of calls, so a test can hit one operation, or each once.

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

/** The first call of each chosen operation, or of each service. */
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

/** Throttling is an HTTP 400 with an error name that depends on the service. */
export const throttled = (which: Which): Hazard =>
  strikes(which, async (call) => {
    const names: Readonly<Record<string, string>> = {
      ec2: 'RequestLimitExceeded',
      s3: 'SlowDown',
      lambda: 'TooManyRequestsException',
      sqs: 'RequestThrottled',
      apigateway: 'TooManyRequestsException',
      ssm: 'ThrottlingException',
      acm: 'ThrottlingException',
      'application-autoscaling': 'ThrottlingException',
    };
    return refuse(call, names[call.service] ?? 'Throttling', 'Rate exceeded', call.service === 's3' ? 503 : 400);
  });

/** A 500 or 503. With `committed` the call was carried out. */
export const broken = (which: Which, status: 500 | 503, { committed = false } = {}): Hazard =>
  strikes(which, async (call, pass) => {
    if (committed) await pass();
    return refuse(call, status === 500 ? 'InternalError' : 'ServiceUnavailable', '', status);
  });

const failure = (name: string, code?: string) => Object.assign(new Error(name), { name, ...(code && { code }) });

/** The call is carried out, but no answer comes. */
export const unanswered = (which: Which): Hazard =>
  strikes(which, async (_call, pass) => {
    await pass();
    throw failure('TimeoutError');
  });

/** The connection breaks. With `committed` it breaks after the call was carried out. */
export const reset = (which: Which, { committed = false } = {}): Hazard =>
  strikes(which, async (_call, pass) => {
    if (committed) await pass();
    throw failure('Error', 'ECONNRESET');
  });

/** Another answer to a call that took effect, as if somebody else, or an earlier attempt, had carried it out. */
export const answeredWith = (refusals: Readonly<Record<string, readonly [code: string, message: string]>>): Hazard =>
  strikes(
    ({ operation }) => operation in refusals,
    async (call, pass) => {
      const answer = await pass();
      const [code, message] = refusals[call.operation] ?? ['', ''];
      return answer.status < 300 ? refuse(call, code, message) : answer;
    },
  );

/** Refused once with an error that passes by itself, and not carried out. */
export const refusedOnce = (refusals: Readonly<Record<string, readonly [code: string, message: string]>>): Hazard =>
  strikes(
    once(({ operation }) => operation in refusals),
    async (call) => refuse(call, ...(refusals[call.operation] ?? ['', ''])),
  );

/** An explicit deny: waiting does not help. */
export const denied = (which: Which): Hazard =>
  strikes(which, async (call) => {
    const code = {
      ec2: 'UnauthorizedOperation',
      lambda: 'AccessDeniedException',
      logs: 'AccessDeniedException',
      acm: 'AccessDeniedException',
      scheduler: 'AccessDeniedException',
    };
    const text = `User: arn:aws:sts::111122223333:assumed-role/ada/ana is not authorized to perform: ${call.service}:${call.operation} with an explicit deny in an identity-based policy`;
    return refuse(call, code[call.service as keyof typeof code] ?? 'AccessDenied', text, 403);
  });

/** From the n-th call on the token has expired, until `renew` is called. */
export function expiring(after: number | string) {
  let renewed = false;
  let left = typeof after === 'number' ? after : Number.POSITIVE_INFINITY;
  const hazard: Hazard = async (call, pass) => {
    left = call.operation === after && !renewed ? 0 : left;
    left -= 1;
    if (left >= 0) return pass();
    const jsonName = ['sqs', 'lambda', 'logs', 'monitoring', 'acm', 'application-autoscaling'].includes(call.service);
    const code = call.service === 'ec2' ? 'RequestExpired' : jsonName ? 'ExpiredTokenException' : 'ExpiredToken';
    return refuse(call, code, 'The security token included in the request is expired', 403);
  };
  const renew = () => {
    renewed = true;
    left = Number.POSITIVE_INFINITY;
  };
  return { hazard, renew };
}
