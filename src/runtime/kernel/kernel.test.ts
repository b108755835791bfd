// Both kernels against the definition, bit by bit, at every important length; and bytes.ts against its source.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembled } from './build.ts';
import { KERNEL } from './bytes.ts';
import { kernelsFrom } from './kernel.ts';
import { plainKernel } from './plain.ts';
import { type Kernel, STAGE } from './stage.ts';

const bytes = Buffer.from(KERNEL, 'base64');
const wasm = kernelsFrom(bytes);

/** S3's checksum of `content` as hexadecimal digits, when it arrives in pieces of these lengths, repeated. */
function checksum(kernel: Kernel, content: Buffer, pieces: number[]): string {
  let at = 0;
  for (let i = 0; ; i += 1) {
    const piece = content.subarray(at, at + (pieces[i % pieces.length] ?? STAGE));
    at += piece.length;
    kernel.stage.set(piece);
    if (at === content.length) return kernel.digest(piece.length).toString('hex');
    kernel.fold(piece.length);
  }
}

/** One bit after the other, as the standard defines it (NVM Express, "64b CRC"). */
function bitByBit(content: Buffer): string {
  let crc = (1n << 64n) - 1n;
  for (const byte of content) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ 0x9a6c9329ac4bc9b5n : crc >> 1n;
  }
  return (crc ^ ((1n << 64n) - 1n)).toString(16).padStart(16, '0');
}

test('bytes.ts is what the *.wat files give', async () => {
  expect(readFileSync(new URL('bytes.ts', import.meta.url), 'utf8')).toBe(await assembled());
});

test('a machine that refuses the bytes gets the plain kernel', () => {
  const withoutSimd = Buffer.from(bytes);
  for (let at = withoutSimd.indexOf(0xfd); at !== -1; at = withoutSimd.indexOf(0xfd, at + 1)) withoutSimd[at] = 0xff;
  expect(kernelsFrom(withoutSimd)).toBe(plainKernel);
  expect(wasm).not.toBe(plainKernel);
});

describe.each([
  ['WebAssembly', wasm],
  ['plain', plainKernel],
])('%s', (_, make) => {
  const kernel = make();

  test('newlines: every length up to 200, and around the borders of the inner and the outer loop', () => {
    const round = [16_320, 65_536, STAGE - 1, STAGE];
    const lengths = [...Array(200).keys(), ...round.flatMap((n) => [n - 63, n - 1, Math.min(n + 1, STAGE), n])];
    for (const length of lengths) {
      for (const content of [Buffer.alloc(length, '\n'), Buffer.alloc(length), randomBytes(length)]) {
        kernel.stage.fill('\n'.charCodeAt(0)); // bytes after the end must not count
        kernel.stage.set(content);
        expect(kernel.newlines(length), `${length} bytes`).toBe(content.filter((byte) => byte === 0x0a).length);
      }
    }
  });

  test('a newline is found at every place, and bytes of a similar value do not count', () => {
    for (let at = 0; at < 300; at += 1) {
      kernel.stage.fill(0x0b, 0, 300);
      kernel.stage[at] = 0x0a;
      expect(kernel.newlines(300)).toBe(1);
      kernel.stage[at] = 0x8a;
      expect(kernel.newlines(300)).toBe(0);
    }
  });

  test('the check value of the catalogue', () => {
    // Greg Cook, "Catalogue of parametrised CRC algorithms", CRC-64/NVME.
    expect(checksum(kernel, Buffer.from('123456789'), [9])).toBe('ae8b14860a799888');
    expect(checksum(kernel, Buffer.alloc(0), [STAGE])).toBe('0000000000000000');
  });

  test('the checksum does not depend on the pieces, and a kernel can be used again after each', () => {
    const lengths = fc.oneof(
      fc.nat(300),
      fc.integer({ min: 3_900, max: 4_200 }),
      fc.integer({ min: 8_000, max: 40_000 }),
    );
    const pieces = fc.array(
      fc.integer({ min: 1, max: 200 }).map((n) => 64 * n),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(lengths, pieces, fc.nat(), (length, cut, seed) => {
        const content = Buffer.alloc(length).fill(`${seed}~`);
        expect(checksum(kernel, content, cut)).toBe(bitByBit(content));
      }),
      { numRuns: 40 },
    );
  });

  test('one changed bit in a megabyte gives another checksum, at every place', () => {
    const content = randomBytes(1_000_000);
    const right = checksum(kernel, content, [STAGE]);
    expect(right).toBe(bitByBit(content));
    for (const at of [0, 7, 8, 4_031, 4_032, STAGE - 1, STAGE, 500_000, 999_999]) {
      content[at] = (content[at] ?? 0) ^ (1 << (at % 8));
      expect(checksum(kernel, content, [STAGE]), `byte ${at}`).not.toBe(right);
      content[at] = (content[at] ?? 0) ^ (1 << (at % 8));
    }
    expect(checksum(kernel, content, [64, STAGE, 4_032, 128])).toBe(right);
  });
});
