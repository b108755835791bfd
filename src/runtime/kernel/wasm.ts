// The kernel in WebAssembly: lines.wat and crc64.wat, and the rest in JavaScript.
// A small file uses only the table. From 16 KiB on, most bytes are folded first, which is 7 times as fast, and the
// table gets only the last 4 KiB.

import { type Kernel, STAGE } from './stage.ts';

/** See lines.wat, "Memory". Addresses and lengths in bytes. */
const STAGE_AT = 32_768;
const BEFORE = { at: 28_736, length: 4_032 };

/** From this many bytes on, folding is faster. */
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

/** The raw value with all its bits inverted, which is the last step of CRC64NVME. */
function asStored(raw: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, ~raw));
  return bytes;
}
