// The zip for Lambda. The same files give the same bytes on every machine, so Lambda's CodeSha256 shows whether the
// code differs. Date, mode, order and system are fixed. Files are stored without compression, because zlib's output
// differs between builds of Node.js (20.0 and 20.20 do not agree).

import { load } from '../load.ts';

/** Loaded late, because it is not needed where a kept bundle is right. */
const adm = () => load<typeof import('adm-zip')>('adm-zip');

/** A zip with its checksum. It is made on first use, because reading and deleting do not need it. */
export interface Code {
  readonly zip: Uint8Array;
  /** SHA-256 of the zip, base64. */
  readonly sha256: string;
}

/** 1 January 1980, 00:00, the first moment of the MS-DOS format. It has no time zone. */
const DAWN = 0x0021_0000;
/** Everybody may read it, because Lambda runs the code as another user. */
const MODE = 0o644;
/** Made on Unix (3), by version 2.0 of the format (APPNOTE 4.4.2); adm-zip would write the system that it runs on. */
const MADE_BY = 0x0314;
/** Not compressed (APPNOTE 4.4.5). */
const STORED = 0;

/** @param files by their paths in the zip, as bytes or text */
export function zipped(files: Record<string, Uint8Array | string>): Uint8Array {
  const AdmZip = adm();
  const zip = new AdmZip(undefined, { noSort: true }); // adm-zip sorts by the rules of the machine's language
  for (const path of Object.keys(files).sort()) {
    const { header } = zip.addFile(path, Buffer.from(files[path] ?? ''), '', MODE);
    header.timeval = DAWN;
    header.made = MADE_BY;
    header.method = STORED;
  }
  return zip.toBuffer();
}

/** The files of such a zip, by their paths. */
export function filesIn(zip: Uint8Array): Record<string, Uint8Array> {
  const AdmZip = adm();
  return Object.fromEntries(new AdmZip(Buffer.from(zip)).getEntries().map((one) => [one.entryName, one.getData()]));
}
