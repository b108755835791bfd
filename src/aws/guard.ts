// The guard: on the local cloud no request may leave the loopback interface, whatever put another host into it
// (a queue URL copied from AWS, a profile, an AWS_ENDPOINT_URL_SQS).
// Notice: it sits below everything that chooses a host, as the last thing before the wire.

import { isIP } from 'node:net';
import { Problem } from '../engine/problems.ts';

/** 127.0.0.0/8, ::1, and the name localhost. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** @throws Problem unless the host is on this machine */
export function refuseOtherHosts(host: string): void {
  if (isLoopback(host)) return;
  throw new Problem(`A request to ${host} was stopped: on the local cloud nothing may leave this machine.`, {
    next: 'If you meant your AWS account, add --aws.',
  });
}
