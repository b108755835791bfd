/**
 * The kernel in WebAssembly: what lines.wat and crc64.wat do, and the little that is left to JavaScript.
 *
 * Notice the two ways to the checksum. A small file goes through the table at once; from 16 KiB on most bytes are folded
 * away first, seven times as fast, and only the rest of 4 KiB meets the table.
 */
import { type Kernel, STAGE } from './stage.ts';

/** See lines.wat, "Memory". Addresses and lengths in bytes. */
const STAGE_AT = 32_768;
const BEFORE = { at: 28_736, length: 4_032 };

/** Bytes from where on folding pays. */
const WORTH_FOLDING = 16_384;

interface Exports {
  memory: WebAssembly.Memory;
  newlines(length: number): number;
  crc64(crc: bigint, at: number, length: number): bigint;
  fold64(length: number): void;
  rest64(length: number, tail: number): bigint;
}

export function wasmKernel(module: WebAssembly.Module): Kernel {
  const kernel = new WebAssembly.Instance(module).exports as unknown as Exports;
  const { buffer } = kernel.memory;
  const stage = new Uint8Array(buffer, STAGE_AT, STAGE);
  const before = new Uint8Array(buffer, BEFORE.at, BEFORE.length);
  let folded = false;

  function fold(length: number) {
    if (length === 0) return;
    if (!folded) {
      before.fill(0);
      for (let i = 0; i < 8; i += 1) stage[i] = ~(stage[i] ?? 0); // the checksum begins with all bits set
    }
    folded = true;
    kernel.fold64(length);
  }

  function digest(length: number) {
    const tail = length % 64;
    if (folded || length >= WORTH_FOLDING) {
      fold(length - tail);
      folded = false;
      return asStored(kernel.rest64(length - tail, tail));
    }
    return asStored(kernel.crc64(-1n, STAGE_AT, length));
  }

  return { stage, newlines: kernel.newlines, fold, digest };
}

/** The raw value with its bits turned, as all CRC64NVME end. */
function asStored(raw: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, ~raw));
  return bytes;
}
