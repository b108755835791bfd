// The real door with a key of its own, and invitations for whom a test names.

import { issue } from '../../../../operate/invite/issue.ts';
import { newKey, publicHalf } from '../../../../operate/invite/key.ts';
import { cookieOf } from '../../../../runtime/session/cookie.ts';
import type { Person } from '../http/door.ts';
import { invitationDoor } from '../http/invitation-door.ts';

export const PAGE = 'ada-dev-file-vault';

export function testDoor(secret = newKey()) {
  const invite = async (name: string, role: Person['role'] = 'accountant', page = PAGE, days = 1) =>
    (await issue(secret, { name, role, page, days })).invitation;
  return {
    door: invitationDoor(() => publicHalf(secret), PAGE),
    publicKey: publicHalf(secret),
    invite,
    /** The header of a browser that came in. */
    async cookie(name: string, role?: Person['role']) {
      return String(cookieOf(PAGE, await invite(name, role), new Date(0)).split(';')[0]);
    },
  };
}
