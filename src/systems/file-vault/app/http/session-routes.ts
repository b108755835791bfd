// Signing in with an invitation, and out.

import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';
import { about } from './answers.ts';
import { tries } from './guard.ts';
import type { Vault } from './vault.ts';

/** Wrong links that are answered in a minute. */
const WRONG_TRIES = 20;
const MINUTE_MS = 60_000;

export function sessionRoutes(app: FastifyInstance, { door, journal, store }: Vault): void {
  const allowed = tries(WRONG_TRIES, MINUTE_MS);
  const body = {
    type: 'object',
    required: ['invitation'],
    properties: { invitation: { type: 'string', maxLength: 4096 } },
    additionalProperties: false,
  };

  app.post<{ Body: { invitation: string } }>(
    '/session',
    { config: { action: 'sign-in', open: true }, schema: { body }, bodyLimit: 8192 },
    async (request, reply) => {
      const entered = await door.enter(request.body.invitation).catch((error: unknown) => {
        if (error instanceof Refusal && !allowed())
          throw new Refusal(429, 'slow-down', 'Too many wrong invitations. Wait a minute.', { 'retry-after': '60' });
        throw error;
      });
      request.person = entered.person;
      await journal.append({ action: 'sign-in', outcome: 'ok', ...about(request), status: 204 });
      return reply.code(204).header('set-cookie', entered.cookie).send();
    },
  );

  app.delete('/session', { config: { action: 'sign-out' } }, async (request, reply) => {
    await journal.append({ action: 'sign-out', outcome: 'ok', ...about(request), status: 204 });
    return reply.code(204).header('set-cookie', door.leaving).send();
  });

  app.get('/me', {}, async ({ person }) => ({ ...person, documents: store.catalogue.total }));
}
