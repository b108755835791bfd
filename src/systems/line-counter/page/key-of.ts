// The name under which a file is kept: web/DAY/NUMBER/NAME. The number makes it new, so nobody's file is ever overwritten.

import { randomBytes } from 'node:crypto';
import { Refused } from '../../../page/refused.ts';
import { tooLong } from '../../../runtime/object-key.ts';
import { hasUnseen } from '../../../runtime/unseen.ts';
import { WEB_PREFIX } from '../web-prefix.ts';

/** @param name as the browser gives it, perhaps with folders: "2026/notas.txt" @throws Refused */
export function keyOf(name: unknown, now = new Date()): string {
  if (typeof name !== 'string' || !name.trim()) throw new Refused('bad-name', 'A file needs a name.');
  // macOS writes accents as letters of their own; one spelling is enough.
  const composed = name.normalize('NFC');
  if (hasUnseen(composed)) throw new Refused('bad-name', 'The name has signs that nobody sees.');
  if (composed.includes('\\') || composed.split('/').some((part) => ['', '.', '..'].includes(part.trim())))
    throw new Refused('bad-name', 'The name has an empty folder, "." or "..".');
  const key = `${WEB_PREFIX}${now.toISOString().slice(0, 10)}/${randomBytes(6).toString('base64url')}/${composed}`;
  if (tooLong(key)) throw new Refused('bad-name', 'The name is too long.');
  return key;
}
