// What the function of the page knows of the key: its public half, and a secret for unfinished uploads.

import { publicHalf, secretFor } from '../../../operate/invite/key.ts';

/** @param secret the key of the invitations */
export function keyVariables(secret: string): Record<string, string> {
  const { id, x } = publicHalf(secret);
  return { INVITATION_KEY_ID: id, INVITATION_KEY: x, UPLOAD_SECRET: secretFor('uploads', secret) };
}
