// Counts newlines and computes the checksum of every byte, in WebAssembly where WebAssembly exists.
// Bytes are copied to the stage (a buffer) once and read twice, while they are in the processor's cache. Two streams at
// the same time must not share a stage, so kernels are borrowed and given back.

import { KERNEL } from './bytes.ts';
import { plainKernel } from './plain.ts';
import type { Kernel } from './stage.ts';
import { wasmKernel } from './wasm.ts';

const idle: Kernel[] = [];
let make: (() => Kernel) | undefined;

/** A kernel for one stream. One that is not given back is garbage-collected. */
export function borrowKernel(): Kernel {
  make ??= kernelsFrom(Buffer.from(KERNEL, 'base64'));
  return idle.pop() ?? make();
}

/** Call it only after `digest`, or when nothing was folded, because folded bytes stay in the kernel. */
export function giveBack(kernel: Kernel): void {
  idle.push(kernel);
}

/** Returns what makes kernels from these bytes; plain kernels when the machine refuses the bytes (without SIMD). */
export function kernelsFrom(bytes: Buffer<ArrayBuffer>): () => Kernel {
  if (!WebAssembly.validate(bytes)) return plainKernel;
  const module = new WebAssembly.Module(bytes);
  return () => wasmKernel(module);
}
