// Is a stream of bytes UTF-8? A letter may be cut in two by the border of two pieces, so its first bytes are kept.

import { isUtf8 } from 'node:buffer';

const NONE = new Uint8Array();

export class Utf8 {
  #rest: Uint8Array = NONE;
  #valid = true;

  /** @returns false from the first byte on that is none of UTF-8 */
  add(piece: Uint8Array): boolean {
    if (!this.#valid) return false;
    const bytes = this.#rest.length ? Buffer.concat([this.#rest, piece]) : piece;
    const cut = unfinished(bytes);
    this.#rest = cut ? bytes.slice(bytes.length - cut) : NONE;
    this.#valid = isUtf8(cut ? bytes.subarray(0, bytes.length - cut) : bytes);
    return this.#valid;
  }

  end(): boolean {
    return this.#valid && this.#rest.length === 0;
  }
}

/** Bytes at the end that begin a letter and do not finish it: 0 to 3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < lengthOf(byte) ? back : 0;
  }
  return 0;
}

const lengthOf = (first: number) => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2);
