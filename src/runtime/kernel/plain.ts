/**
 * The kernel in plain TypeScript: where WebAssembly has no SIMD, and as the reference for the other one.
 *
 * Notice that it is what one would write first: hop from newline to newline, and one table look-up a byte. JavaScript
 * has no integers of 64 bits that are quick, so the checksum is kept in two halves.
 */

import { NEWLINE } from './lines.ts';
import { type Kernel, STAGE } from './stage.ts';

/** CRC64NVME's polynomial, its bits reversed, in halves. */
const POLYNOMIAL = { high: 0x9a6c9329, low: 0xac4bc9b5 };

const HIGH = new Int32Array(256);
const LOW = new Int32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit += 1) {
    const odd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (odd) [high, low] = [high ^ POLYNOMIAL.high, low ^ POLYNOMIAL.low];
  }
  [HIGH[byte], LOW[byte]] = [high, low];
}

export function plainKernel(): Kernel {
  const stage = Buffer.alloc(STAGE);
  let [high, low] = [-1, -1];

  function newlines(length: number) {
    const bytes = stage.subarray(0, length);
    let found = 0;
    // indexOf is a vector search in C++: four times a plain loop at 80 bytes a line, forty at 1,000; slower below 10.
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) found += 1;
    return found;
  }

  function fold(length: number) {
    for (let at = 0; at < length; at += 1) {
      const entry = (low ^ (stage[at] as number)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (LOW[entry] as number);
      high = (high >>> 8) ^ (HIGH[entry] as number);
    }
  }

  function digest(length: number) {
    fold(length);
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(~high, 0);
    bytes.writeInt32BE(~low, 4);
    [high, low] = [-1, -1];
    return bytes;
  }

  return { stage, newlines, fold, digest };
}
