// What the function of the page knows of the key: its public half, and a secret for unfinished uploads.

import { isKey, publicHalf, secretFor } from '../../../operate/invite/key.ts';

/**
 * @param secret the key of the invitations. A text that is no key gives nothing: its own part repairs it first, and a plan only
 * compares.
 */
export function keyVariables(secret: string): Record<string, string> {
  if (!isKey(secret)) return {};
  const { id, x } = publicHalf(secret);
  return { INVITATION_KEY_ID: id, INVITATION_KEY: x, UPLOAD_SECRET: secretFor('uploads', secret) };
}
