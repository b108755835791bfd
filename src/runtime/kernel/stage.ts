// What every kernel can do, and the size of its stage.

export interface Kernel {
  /** Where bytes are put to be looked at: `STAGE` of them at a time. */
  readonly stage: Uint8Array;
  /** How many of the first `length` bytes on the stage are newlines (0x0A). */
  newlines(length: number): number;
  /** Takes the first `length` bytes, a multiple of 64, into the checksum. They are spent: the stage holds rubbish now. */
  fold(length: number): void;
  /** CRC64NVME of all that was folded and of the first `length` bytes, as S3 writes it: big endian. Ready for the next. */
  digest(length: number): Buffer;
}

/** Bytes. It must fit the second-level cache beside everything else; twice or half as much makes no difference. */
export const STAGE = 256 * 1024;
