// Counts the lines of a stream of bytes, and computes S3's checksum of it.
// A newline is the byte 0x0A in UTF-8, Latin-1 and Windows files, so nothing is decoded. No bytes are kept, so a line
// of 10 GB needs no more memory than an empty file.

import { crc32 } from 'node:zlib';
import { borrowKernel, giveBack } from './kernel/kernel.ts';
import { linesIn } from './kernel/lines.ts';
import type { Kernel } from './kernel/stage.ts';

export interface Count {
  bytes: number;
  /** Bytes 0x0A, as `wc -l` counts. Old Macintosh files (carriage returns only) have none. */
  newlines: number;
  /** Newlines, plus one when the last line does not end with a newline. An empty file has no line. */
  lines: number;
  /** The file begins with a UTF-16 byte order mark. Its newlines were counted as bytes too. */
  encoding?: 'utf-16';
}

/** The checksums of S3 that we verify. */
export type Algorithm = 'crc64nvme' | 'crc32';

const UTF_16_MARKS = [0xfffe, 0xfeff]; // little and big endian, as the first two bytes of the file

/** Takes a stream piece by piece: `add` several times, then `end` once. */
export class Tally {
  readonly #kernel: Kernel = borrowKernel();
  readonly #algorithm: Algorithm | undefined;
  #filled = 0; // bytes in the stage
  #bytes = 0;
  #newlines = 0;
  #mark = 0; // the first two bytes as one number
  #last: number | undefined;
  #crc32 = 0;

  constructor(algorithm?: Algorithm) {
    this.#algorithm = algorithm;
  }

  add(chunk: Uint8Array): void {
    if (this.#algorithm === 'crc32') this.#crc32 = crc32(chunk, this.#crc32); // native, and faster than our code
    const { stage } = this.#kernel;
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + stage.length - this.#filled);
      stage.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled === stage.length) this.#clear();
    }
  }

  /** The count, and the checksum in S3's format (Base64 of big-endian bytes); '' when none was asked for. */
  end(): { count: Count; checksum: string } {
    this.#look();
    const checksum = this.#checksum().toString('base64');
    giveBack(this.#kernel);

    const [bytes, newlines] = [this.#bytes, this.#newlines];
    const count: Count = { bytes, newlines, lines: linesIn(newlines, this.#last) };
    if (UTF_16_MARKS.includes(this.#mark)) count.encoding = 'utf-16';
    return { count, checksum };
  }

  /** Call it before a fold, because a fold overwrites the bytes. */
  #look() {
    const { stage, newlines } = this.#kernel;
    if (this.#bytes === 0 && this.#filled > 1) this.#mark = (stage[0] ?? 0) * 256 + (stage[1] ?? 0);
    if (this.#filled > 0) this.#last = stage[this.#filled - 1];
    this.#newlines += newlines(this.#filled);
    this.#bytes += this.#filled;
  }

  #clear() {
    this.#look();
    if (this.#algorithm === 'crc64nvme') this.#kernel.fold(this.#filled);
    this.#filled = 0;
  }

  #checksum(): Buffer {
    if (this.#algorithm === 'crc64nvme') return this.#kernel.digest(this.#filled);
    const bytes = Buffer.alloc(this.#algorithm === 'crc32' ? 4 : 0);
    if (bytes.length) bytes.writeUInt32BE(this.#crc32);
    return bytes;
  }
}

/** Reads `source` to its end. Errors of the source are thrown unchanged. */
export async function countLines(source: AsyncIterable<Uint8Array>): Promise<Count> {
  const tally = new Tally();
  for await (const chunk of source) tally.add(chunk);
  return tally.end().count;
}
