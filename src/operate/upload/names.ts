// The keys of files in the bucket.
// Notice: a name stays as it is, letter for letter. macOS may write "ç" as two characters. If we made one of them, two
// files of a folder could get the same key, and the second would overwrite the first.

import { sep } from 'node:path';

/** "clientes/março.txt", on Windows too. */
export const keyOf = (path: string): string => path.split(sep).join('/');
