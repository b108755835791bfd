// Who is here. The link of an invitation carries it behind "#", which browsers send to no server; the page exchanges it once
// for a cookie that no script can read, and takes it out of the address bar.

import type { Me } from '../contract.ts';
import { post, Refused, reader } from './api.ts';

/** Names of tabs stand behind "#" too; an invitation is much longer. */
const SHORTEST = 20;

/** @throws Refused when nobody is signed in */
export async function enter(): Promise<Me> {
  const invitation = location.hash.slice(1);
  if (invitation.length >= SHORTEST) {
    history.replaceState(null, '', location.pathname + location.search);
    await post('api/session', { invitation });
  }
  const me = await reader<Me>()('api/me');
  if (!me) throw new Refused('failed');
  return me;
}
