// The page and its API: which answer belongs to which path, who may ask, and what every answer carries.

import type { Role } from '../../../page/contract.ts';
import { Refused } from '../../../page/refused.ts';
import type { Guest } from '../../../runtime/session/invitation.ts';
import { isOwnRequest } from '../../../runtime/session/same-site.ts';
import type { Door } from './door.ts';
import { type Answer, type Event, type Headers, json, methodOf, pathOf, refusal } from './http.ts';
import type { From, PageTelemetry } from './telemetry.ts';

export interface Asked {
  readonly event: Event;
  readonly guest: Guest;
}

/** What answers a path. An object becomes JSON. */
export interface Handler {
  /** Everybody who was invited may ask, unless told. */
  readonly for?: Role;
  answer(asked: Asked): Promise<Answer | object>;
}

export interface PageSettings {
  readonly door: Door;
  /** By method and path: "GET api/me". */
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly files: (path: string, headers: Headers) => Answer | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly telemetry: PageTelemetry;
}

export function page({ door, handlers, files, headers, telemetry }: PageSettings) {
  const answer = async (event: Event, from: From): Promise<Answer> => {
    const path = pathOf(event);
    if (from.method === 'GET' || from.method === 'HEAD') {
      const file = files(path, event.headers);
      if (file) return file;
    }
    if (!isOwnRequest(from.method, event.headers))
      throw new Refused('other-site', 'Only the page itself may ask this.');
    if (path === 'api/session' && from.method === 'POST') return door.comeIn(event, from);
    if (path === 'api/session' && from.method === 'DELETE') return door.leave();
    if (!path.startsWith('api/')) throw new Refused('not-found', 'There is no such page.');

    const guest = await door.guest(event);
    const name = `${from.method} ${path}`;
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!handler) throw new Refused('not-found', 'There is no such call.');
    if (handler.for && handler.for !== guest.role) throw new Refused('not-allowed', `Only for an ${handler.for}.`);
    const made = await handler.answer({ event, guest });
    return 'statusCode' in made ? (made as Answer) : json(made);
  };

  return async (event: Event): Promise<Answer> => {
    const { sourceIp } = event.requestContext.http;
    const from: From = { ip: sourceIp, method: methodOf(event), path: pathOf(event) };
    const made = await answer(event, from).catch((error: unknown): Answer => {
      if (error instanceof Refused) {
        // A wrong invitation has its own line; a browser that is not signed in asks often.
        if (error.code !== 'signed-out' && from.path !== 'api/session')
          telemetry.refused(error.code, error.message, from);
        return refusal(error);
      }
      telemetry.failed(error, from);
      return refusal(new Refused('failed', 'Something went wrong here. The log of the page says what.'));
    });
    return { ...made, headers: { ...headers, ...made.headers } };
  };
}
