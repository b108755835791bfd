// What every client of the SDK does here with each request: a local cloud's go nowhere else, and all are counted, with
// their answers.

import type { Journal } from '../engine/journal.ts';
import { refuseOtherHosts } from './guard.ts';

/** What all clients have in common here. The SDK has no common type with a usable middleware stack. */
export interface Watchable {
  destroy(): void;
  readonly config: { readonly serviceId: string };
  readonly middlewareStack: { add(middleware: never, options: never): void };
}

type Outgoing = { request: { hostname: string }; input?: object };
type Next = (outgoing: Outgoing) => Promise<{ readonly response?: { readonly statusCode?: number } }>;

/** "404 NoSuchBucket"; an error before an answer has a name only. */
function answerOf(error: unknown): string {
  const { name = '', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return `${$metadata?.httpStatusCode ?? ''} ${name}`.trim();
}

/** Checks and counts every request of a client, each attempt of a retry too, and its answer. */
export function watch<C extends Watchable>(client: C, journal: Journal, local: boolean): C {
  const { serviceId } = client.config;
  const operationOf = ({ commandName = 'Unknown' }: { commandName?: string }) => commandName.replace(/Command$/, '');
  const request = (next: Next, context: object) => (outgoing: Outgoing) => {
    if (local) refuseOtherHosts(outgoing.request.hostname);
    journal.note(serviceId, operationOf(context), outgoing.input);
    return next(outgoing);
  };
  const answer = (next: Next, context: object) => async (outgoing: Outgoing) => {
    try {
      const answered = await next(outgoing);
      journal.answered(serviceId, operationOf(context), String(answered.response?.statusCode));
      return answered;
    } catch (error) {
      journal.answered(serviceId, operationOf(context), answerOf(error));
      throw error;
    }
  };
  // The first is next to the network. The second is outside of the reading of the answer, so it sees the error's name.
  const deserialize = { step: 'deserialize' };
  client.middlewareStack.add(request as never, { ...deserialize, name: 'guardAndCount', priority: 'low' } as never);
  client.middlewareStack.add(answer as never, { ...deserialize, name: 'countAnswers', priority: 'high' } as never);
  return client;
}
