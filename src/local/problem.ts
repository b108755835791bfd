// What can go wrong with the local cloud, told as a sentence.
// Notice: the message says what we were doing, what is wrong and what to do next; what caused it hangs on `cause`.

import { dirname } from 'node:path';

/** A failure of the local cloud told to a person; show `message` as it is. */
export class LocalCloudError extends Error {
  override name = 'LocalCloudError';
}

/** Codes of a folder that we may not write into (errno(3)). */
const UNWRITABLE = ['EROFS', 'EACCES', 'EPERM'];

/**
 * What the machine says no to when a file is written, as a sentence.
 * @param doing "Starting the local cloud"
 * @returns undefined for any other error
 */
export function writingRefused(error: unknown, doing: string): LocalCloudError | undefined {
  const { code = '', path = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new LocalCloudError(`${doing}: no space is left on the disk. Free some, and run this again.`, {
      cause: error,
    });
  if (!path || !UNWRITABLE.includes(code)) return undefined;
  return new LocalCloudError(
    `${doing}: the folder ${dirname(path)} cannot be written (${code}). Give yourself the right to write there, or work ` +
      'in a copy of the project in another folder.',
    { cause: error },
  );
}

/** Does a program's output tell of a full disk? */
export const saysDiskFull = (output: string): boolean => /No space left on device|ENOSPC/.test(output);

/** The last lines of a program's output, set in, to stand below a sentence. */
export function lastLines(text: string, lines = 8): string {
  const kept = text.trimEnd().split('\n').slice(-lines);
  return kept.map((line) => `\n  ${line}`).join('');
}
