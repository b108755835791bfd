// A page that people enter by invitation: what the command `invite` needs to know of it.

import type { Owned } from '../../aws/clients.ts';
import type { Context } from '../../engine/wait.ts';

/** The longest life of an invitation, in days. Nobody can take back a single one. */
export const MOST_DAYS = 30;

export interface InvitedPage {
  /** Name of the parameter that holds the key of its invitations. */
  key(cloud: Owned): string;
  /** Name of the stack: an invitation is for its page only. */
  page(cloud: Owned): string;
  /** The first is the usual one. */
  readonly roles: readonly [string, ...string[]];
  /** Where people find it, with a slash at the end. @throws Problem when it is not there */
  address(cloud: Owned): Promise<string>;
  /** Gives the server what it needs of a new key. From then on the old invitations and cookies are void. */
  useKey(cloud: Owned, secret: string, ctx: Context): Promise<void>;
}
