// The page of the vault, for the command `invite`.

import { unwatched } from '../../../engine/wait.ts';
import type { InvitedPage } from '../../../operate/invite/page.ts';
import { putBootFile } from '../../../resources/s3/boot-files.ts';
import { invitationsFile } from '../invitations-file.ts';
import { namesOf } from '../names.ts';
import type { FileVaultSettings } from '../settings.ts';
import { instanceOf, playedMachine } from './find.ts';

/** The port on this machine when the way to AWS is open. */
export const OPEN_PORT = 8443;

/** @param home of the local cloud, if it is not the usual one */
export const invitedVault = (settings: FileVaultSettings, home?: string): InvitedPage => ({
  key: (cloud) => namesOf(cloud, settings).invitationKey,
  page: (cloud) => namesOf(cloud, settings).stack,
  roles: ['accountant', 'operator'],
  async address(cloud) {
    const { id } = await instanceOf(cloud, namesOf(cloud, settings));
    // On AWS the link works while `vault -- open` keeps the way open.
    return cloud.local ? (await playedMachine(cloud, id, unwatched(), home)).url : `http://127.0.0.1:${OPEN_PORT}/`;
  },
  /** The vault reads this file again every half minute. */
  async useKey(cloud, secret) {
    await putBootFile(cloud, namesOf(cloud, settings).bootBucket, invitationsFile(secret));
  },
});
