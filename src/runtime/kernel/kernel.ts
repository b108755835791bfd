/**
 * The part that touches every byte: it counts newlines and reckons the checksum, in WebAssembly where that is to be had.
 *
 * Notice the stage. Bytes are copied there once and looked at twice, while they are still in the processor's cache; and
 * since two files read side by side must not share one, kernels are borrowed and given back.
 */
import { KERNEL } from './bytes.ts';
import { plainKernel } from './plain.ts';
import type { Kernel } from './stage.ts';
import { wasmKernel } from './wasm.ts';

const idle: Kernel[] = [];
let make: (() => Kernel) | undefined;

/** A kernel for one stream. One that is not given back is collected like any other object. */
export function borrowKernel(): Kernel {
  make ??= kernelsFrom(Buffer.from(KERNEL, 'base64'));
  return idle.pop() ?? make();
}

/** Only after its digest, or when it never folded: what was folded stays in it. */
export function giveBack(kernel: Kernel): void {
  idle.push(kernel);
}

/** The way to make kernels from these bytes; the plain way where the machine does not take them (no SIMD, say). */
export function kernelsFrom(bytes: Buffer<ArrayBuffer>): () => Kernel {
  if (!WebAssembly.validate(bytes)) return plainKernel;
  const module = new WebAssembly.Module(bytes);
  return () => wasmKernel(module);
}
