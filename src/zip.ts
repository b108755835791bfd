// The zip that Lambda takes.
// Notice: the same files give the same bytes on every machine: a fixed date and mode, and a compressor in plain
// JavaScript, pinned in the lockfile (zlib's output differs between versions of Node). So Lambda's CodeSha256 tells
// whether the code differs, and a second `up` uploads nothing.

import { zipSync } from 'fflate';

/** The first moment that a zip can tell, in local time as zips do. */
const DAWN = new Date(1980, 0, 1);
/** A plain file that everybody may read: Lambda runs the code as another user. */
const MODE = 0o100644;
const UNIX = 3;

/** @param files by their paths in the zip, as bytes or text */
export function zipped(files: Record<string, Uint8Array | string>): Uint8Array {
  const entries = Object.entries(files).map(([path, content]) => [path, Buffer.from(content)] as const);
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: DAWN, os: UNIX, attrs: MODE * 0x10000 });
}
