// Who is asking: the invitation that the browser sends once, and the cookie that it has from then on.

import { Refused } from '../../../page/refused.ts';
import { cookieOf, invitationIn, noCookie } from '../../../runtime/session/cookie.ts';
import { type Guest, type PublicKey, readInvitation } from '../../../runtime/session/invitation.ts';
import { type Answer, bodyOf, cookiesOf, type Event, empty } from './http.ts';
import { ROLES } from './roles.ts';
import type { From, PageTelemetry } from './telemetry.ts';

/** So many wrong invitations in so many milliseconds, of all callers of one instance of the function, get 429. */
const MOST_WRONG = 10;
const WINDOW = 10_000;

const SAID = {
  'invitation-late': 'This invitation has ended. Ask for a new one.',
  'invitation-revoked': 'This invitation was made with an earlier key. Ask for a new one.',
  'invitation-wrong': 'This is not an invitation to this page.',
};

export interface Door {
  /** The guest whose cookie came with the request. @throws Refused */
  guest(event: Event): Promise<Guest>;
  /** POST api/session */
  comeIn(event: Event, from: From): Promise<Answer>;
  /** DELETE api/session */
  leave(): Answer;
}

/** @param page name of the stack */
export function door(key: PublicKey, page: string, telemetry: PageTelemetry, now = Date.now): Door {
  const read = (invitation: string) => readInvitation(invitation, { key, page, roles: ROLES });
  let wrong: number[] = [];
  return {
    async guest(event) {
      const invitation = invitationIn(cookiesOf(event), page);
      if (!invitation) throw new Refused('signed-out', 'Open your invitation link first.');
      const found = await read(invitation);
      if (typeof found === 'string') throw new Refused(found, SAID[found]);
      return found;
    },
    async comeIn(event, from) {
      const { invitation } = bodyOf(event);
      const found = typeof invitation === 'string' ? await read(invitation) : 'invitation-wrong';
      if (typeof found === 'string') {
        telemetry.refusedSignIn(found, from);
        wrong = [...wrong.filter((at) => now() - at < WINDOW), now()];
        // Only wrong ones wait: nobody can shut others out by guessing.
        if (wrong.length <= MOST_WRONG) throw new Refused(found, SAID[found]);
        throw new Refused('slow-down', 'Too many wrong invitations. Wait a little.', WINDOW / 1000);
      }
      telemetry.signedIn(found, from);
      return empty(cookieOf(page, String(invitation), found.expires));
    },
    leave: () => empty(noCookie(page)),
  };
}
