// The line counter with its page, for tests that speak to it as a browser does: real HTTP, real API, real function.
// The local cloud serves the APIs of one account only, so each test file has its own stage.

import { createHash } from 'node:crypto';
import { afterAll, expect } from 'vitest';
import { LOCAL_ACCOUNT } from '../../../../aws/clients.ts';
import { invite } from '../../../../operate/invite/invite.ts';
import type { Role } from '../../../../page/contract.ts';
import { SYSTEMS } from '../../../../systems.ts';
import { type OpenSystem, openSystem } from '../../../../testing/open-system.ts';
import { namesOf } from '../../names.ts';
import { lineCounterSettings } from '../../settings.ts';
import { invitedPage } from '../invited.ts';

export interface Visitor {
  /** What the browser was given; '' for somebody without a session. */
  readonly cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Response>;
}

export async function openPage(stage: string, env: Record<string, string> = {}) {
  const set = { STAGE: stage, ALARMS: 'off', ...env };
  const opened: OpenSystem = await openSystem(await SYSTEMS['line-counter'](), set, LOCAL_ACCOUNT);
  const settings = lineCounterSettings(set);
  const { cloud } = opened;
  const names = namesOf(cloud, settings);
  const ability = invitedPage(settings);
  expect((await opened.up()).failure).toBeUndefined();
  const address = await ability.address(cloud);
  afterAll(() => opened.down().then(({ failure }) => expect(failure).toBeUndefined()), 120_000);

  const visitor = (cookie = ''): Visitor => {
    const send = (method: string, path: string, headers: Record<string, string>, body?: string) =>
      fetch(`${address}${path}`, {
        method,
        headers: { ...(cookie && { cookie }), 'sec-fetch-site': 'same-origin', ...headers },
        ...(body !== undefined && { body }),
      });
    return {
      cookie,
      get: (path, headers = {}) => send('GET', path, headers),
      post: (path, body = {}, headers = {}) =>
        send('POST', path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body)),
    };
  };
  /** The text after # of a new link. */
  const invitation = async (name: string, role: Role = 'accountant', days = 1) =>
    (await invite(cloud, ability, { name, role, days })).link.replace(/^[^#]*#/, '');
  /** Signs in with a new invitation. */
  const enter = async (name: string, role?: Role): Promise<Visitor> => {
    const answer = await visitor().post('api/session', { invitation: await invitation(name, role) });
    expect(answer.status).toBe(204);
    return visitor(answer.headers.getSetCookie()[0]?.split(';')[0]);
  };
  return { opened, cloud, settings, names, ability, address, visitor, invitation, enter };
}

/** The code of a refusal, with its status. */
export async function refusedWith(answer: Promise<Response> | Response): Promise<string> {
  const got = await answer;
  const { error } = (await got.json()) as { error?: { code: string } };
  return `${got.status} ${error?.code}`;
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
