// The kernel in plain TypeScript: used when WebAssembly has no SIMD, and as the reference in tests.
// It is the simplest code: search newline after newline, and one table look-up a byte. JavaScript has no fast 64-bit
// integers, so the checksum is kept in two halves.

import { NEWLINE } from './lines.ts';
import { type Kernel, STAGE } from './stage.ts';

/** The polynomial of CRC64NVME, bits reversed, in two halves. */
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
    // indexOf is a vector search in C++: 4 times a loop's speed at 80 bytes a line, 40 times at 1,000; slower below 10.
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
