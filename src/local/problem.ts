// Errors of the local cloud, as sentences: what we were doing, what is wrong, what to do next.

import { dirname } from 'node:path';

/** An error of the local cloud for a person; show `message` as it is. */
export class LocalCloudError extends Error {
  override name = 'LocalCloudError';
}

/** Error codes of a folder that we may not write to (errno(3)). */
const UNWRITABLE = ['EROFS', 'EACCES', 'EPERM'];

/**
 * The machine's reason when a file cannot be written, as a sentence.
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

/** Does a program's output report a full disk? */
export const saysDiskFull = (output: string): boolean => /No space left on device|ENOSPC/.test(output);

/** The last lines of a program's output, indented, to print below a sentence. */
export function lastLines(text: string, lines = 8): string {
  const kept = text.trimEnd().split('\n').slice(-lines);
  return kept.map((line) => `\n  ${line}`).join('');
}
