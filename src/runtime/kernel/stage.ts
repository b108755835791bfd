// The functions of every kernel, and the size of its stage (the buffer for bytes).

export interface Kernel {
  /** Put bytes here, `STAGE` of them at a time. */
  readonly stage: Uint8Array;
  /** How many of the first `length` bytes on the stage are newlines (0x0A). */
  newlines(length: number): number;
  /** Adds the first `length` bytes, a multiple of 64, to the checksum. It overwrites them. */
  fold(length: number): void;
  /** CRC64NVME of all folded and the first `length` bytes, big endian as S3 writes it. The kernel starts again. */
  digest(length: number): Buffer;
}

/** Bytes. It must fit in the second-level cache with everything else. Twice or half as much makes no difference. */
export const STAGE = 256 * 1024;
