// The file from which the vault learns who may sign invitations: the public half of the key.

import { isKey, publicHalf } from '../../operate/invite/key.ts';
import type { BootFile } from '../../resources/s3/boot-files.ts';
import { INVITATIONS_KEY } from './machine/boot.ts';

/** A value that is no key lets nobody in. */
export const invitationsFile = (secret: string): BootFile => ({
  content: JSON.stringify(isKey(secret) ? publicHalf(secret) : { id: '', x: '' }),
  ...{ ending: 'json', key: INVITATIONS_KEY },
});
