// What every request must pass: the right host, the own page, and somebody who is signed in.

import type { FastifyRequest } from 'fastify';
import { isOwnRequest } from '../../../../runtime/session/same-site.ts';
import { Refusal } from '../refusal.ts';
import type { Door } from './door.ts';

const HOST = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/;

/** @throws Refusal */
export const guard = (door: Door) => async (request: FastifyRequest) => {
  // Another name that leads to this machine is a trick to reach the vault from a foreign page (DNS rebinding).
  if (!HOST.test(request.headers.host ?? ''))
    throw new Refusal(403, 'other-site', 'The vault answers on 127.0.0.1 only.');
  const { open = false, operator = false } = request.routeOptions.config;
  if (!isOwnRequest(request.method, request.headers as Record<string, string | undefined>))
    throw new Refusal(403, 'other-site', 'Another site asked for this, and the vault answers its own page only.');
  request.person = await door.who(request.headers.cookie);
  if (open) return;
  if (!request.person) throw new Refusal(401, 'signed-out', 'Nobody is signed in. Open your invitation link again.');
  if (operator && request.person.role !== 'operator')
    throw new Refusal(403, 'not-allowed', 'Only an operator may do this.');
};

/** Somebody who tries many links. @returns whether one more try is allowed now */
export function tries(most: number, perMs: number, now: () => number = Date.now): () => boolean {
  let began = now();
  let used = 0;
  return () => {
    if (now() - began >= perMs) [began, used] = [now(), 0];
    used += 1;
    return used <= most;
  };
}
