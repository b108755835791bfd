// AWS's limits of calls: a bucket of tokens for each kind of call, filled at a steady rate. A call that finds no token
// is throttled (Amazon EC2 API request throttling; Lambda quotas, "control plane API requests").

import type { HazardContext } from '../hazards/context.ts';
import { refuse } from '../hazards/refusal.ts';
import type { Hazard } from '../hazards/wire.ts';

interface Bucket {
  readonly size: number;
  /** Tokens a second. */
  readonly rate: number;
}

const DESCRIBE: Bucket = { size: 100, rate: 20 };
const MUTATE: Bucket = { size: 50, rate: 5 };
const ENDPOINTS: Bucket = { size: 4, rate: 0.3 };
const LAMBDA: Bucket = { size: 15, rate: 15 };
/** GetFunction has its own limit. */
const LAMBDA_READS: Bucket = { size: 100, rate: 100 };

function bucketOf(service: string, operation: string): [name: string, bucket: Bucket] | undefined {
  if (service === 'lambda') return operation === 'GetFunction' ? ['lambda reads', LAMBDA_READS] : ['lambda', LAMBDA];
  if (service !== 'ec2') return undefined;
  if (/^Describe/.test(operation)) return ['describe', DESCRIBE];
  return /VpcEndpoint/.test(operation) ? ['endpoints', ENDPOINTS] : ['mutate', MUTATE];
}

/** @returns the hazard, and the operations that were throttled */
export function buckets({ clock }: HazardContext): { hazard: Hazard; throttled: string[] } {
  const left = new Map<string, { tokens: number; at: number }>();
  const throttled: string[] = [];
  const hazard: Hazard = (call, pass) => {
    const found = bucketOf(call.service, call.operation);
    if (!found) return pass();
    const [name, { size, rate }] = found;
    const { tokens, at } = left.get(name) ?? { tokens: size, at: clock.now() };
    const now = Math.min(size, tokens + (clock.now() - at) * rate);
    const enough = now >= 1;
    left.set(name, { tokens: enough ? now - 1 : now, at: clock.now() });
    if (enough) return pass();
    throttled.push(call.operation);
    const code = call.service === 'lambda' ? 'TooManyRequestsException' : 'RequestLimitExceeded';
    return Promise.resolve(refuse(call, code, 'Request limit exceeded.', call.service === 'lambda' ? 429 : 503));
  };
  return { hazard, throttled };
}
