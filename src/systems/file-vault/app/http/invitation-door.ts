// The door of a vault that runs: invitations, checked with the public half of the key, and carried by a cookie.

import { cookieOf, invitationIn, noCookie } from '../../../../runtime/session/cookie.ts';
import { type Flaw, type Guest, type PublicKey, readInvitation } from '../../../../runtime/session/invitation.ts';
import { Refusal } from '../refusal.ts';
import type { Door, Person } from './door.ts';

const ROLES = ['accountant', 'operator'] as const;
const SAYS: Readonly<Record<Flaw, string>> = {
  'invitation-late': 'This invitation has ended.',
  'invitation-revoked': 'This invitation was taken back.',
  'invitation-wrong': 'This is not an invitation to this vault.',
};

/** @param page for whom invitations must be made: the stack, "ada-dev-file-vault" */
export function invitationDoor(key: () => PublicKey, page: string): Door {
  const read = (invitation: string) => readInvitation(invitation, { key: key(), page, roles: ROLES });
  return {
    async enter(invitation) {
      const guest = await read(invitation);
      if (typeof guest === 'string') throw new Refusal(401, guest, SAYS[guest]);
      return { cookie: cookieOf(page, invitation, guest.expires), person: personOf(guest) };
    },
    async who(cookies) {
      const invitation = invitationIn(cookies, page);
      const guest = invitation === undefined ? undefined : await read(invitation);
      return guest === undefined || typeof guest === 'string' ? undefined : personOf(guest);
    },
    leaving: noCookie(page),
  };
}

const personOf = ({ name, role, expires }: Guest): Person => ({
  name,
  role: role as Person['role'],
  expires: expires.toISOString(),
});
