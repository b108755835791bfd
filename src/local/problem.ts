// Errors of the local cloud, as sentences: what we were doing, what is wrong, what to do next.

import { dirname } from 'node:path';
import { inBoth, inEnglish, type Text, type Wording } from '../engine/text.ts';

/** An error of the local cloud for a person; show `text` as it is: it says what to do, too. `message` is English. */
export class LocalCloudError extends Error {
  override name = 'LocalCloudError';
  readonly text: Text;
  constructor(text: Wording, { cause }: { cause?: unknown } = {}) {
    super(inEnglish(text), { cause });
    this.text = inBoth(text);
  }
}

/** Error codes of a folder that we may not write to (errno(3)). */
const UNWRITABLE = ['EROFS', 'EACCES', 'EPERM'];

/**
 * The machine's reason when a file cannot be written, as a sentence.
 * @param doing "Starting the local cloud"
 * @returns undefined for any other error
 */
export function writingRefused(error: unknown, doing: Text): LocalCloudError | undefined {
  const { code = '', path = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new LocalCloudError(
      {
        en: `${doing.en}: no space is left on the disk. Free some, and run this again.`,
        pt: `${doing.pt}: não há mais espaço no disco. Libere um pouco e rode isto de novo.`,
      },
      { cause: error },
    );
  if (!path || !UNWRITABLE.includes(code)) return undefined;
  return new LocalCloudError(
    {
      en: `${doing.en}: the folder ${dirname(path)} cannot be written (${code}). Give yourself the right to write there, or work in a copy of the project in another folder.`,
      pt: `${doing.pt}: não é possível gravar na pasta ${dirname(path)} (${code}). Dê a você mesmo permissão de escrita ali, ou trabalhe numa cópia do projeto em outra pasta.`,
    },
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
