// Which files are sent to the bucket, and their keys there.
// Notice: a name stays as it is, letter for letter. macOS may write "ç" as two characters. If we made one of them, two
// files of a folder could get the same key, and the second would overwrite the first.

import { sep } from 'node:path';

/** Hidden files, and temporary files of programs: locks of office programs, downloads, backups. */
const PASSING = /^(\.|~\$)|(~|\.(tmp|temp|part|partial|crdownload|download|swp))$|^(thumbs\.db|desktop\.ini)$/i;

/** @param path below the folder that is sent */
export const isPassing = (path: string): boolean => path.split(/[/\\]/).some((name) => PASSING.test(name));

/** "clientes/março.txt", on Windows too. */
export const keyOf = (path: string): string => path.split(sep).join('/');

/** S3 accepts keys of at most 1,024 bytes of UTF-8 (S3 user guide, "Naming Amazon S3 objects"). */
export const tooLong = (key: string): boolean => Buffer.byteLength(key) > 1_024;
