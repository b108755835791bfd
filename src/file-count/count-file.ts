// The newlines of one file on this machine, read straight to where they are counted.
// Notice: no stream, and no buffer in between. The system copies 256 KiB onto the kernel's stage, and they are counted
// there while they are still in the processor's cache. Newlines add up, so threads share a file without a thought for lines.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { borrowKernel, giveBack, STAGE } from '../handlers/line-counter/kernel/kernel.ts';
import { linesIn } from '../handlers/line-counter/kernel/lines.ts';

export interface FileCount {
  readonly bytes: number;
  /** What `wc -l` says. */
  readonly newlines: number;
  /** One more than newlines when the last line is not closed by one. */
  readonly lines: number;
}

/** What one thread is given to count: it takes piece after piece from a number that all of them share. */
export interface Share {
  readonly path: string;
  readonly size: number;
  /** One Int32: the next piece that nobody has taken. */
  readonly next: SharedArrayBuffer;
}

/** Bytes a thread takes at a time: so many that taking costs nothing, so few that all end together. */
const PIECE = 32 * STAGE;
/** Bytes for which another thread, which takes 30 ms to start, is of use. */
const WORTH_A_THREAD = 32 * PIECE;

/**
 * @param workers threads at most: a small file is not shared
 * @param helped counts a share in another thread, as `countShare` does in this one
 * @throws what the system says when the file cannot be opened or read (ENOENT, EACCES, EISDIR …)
 */
export async function countFile(
  path: string,
  workers: number,
  helped: (share: Share) => Promise<number>,
): Promise<FileCount> {
  const file = openSync(path, 'r');
  try {
    const found = fstatSync(file);
    // A pipe has no size, and can only be read from front to back.
    const { size } = found;
    const threads = found.isFile() ? Math.min(workers, Math.floor(size / WORTH_A_THREAD)) : 1;
    if (threads <= 1) return countAll(file);
    const share = { path, size, next: new SharedArrayBuffer(4) };
    const helpers = Array.from({ length: threads - 1 }, () => helped(share));
    const parts = [countShare(share), ...(await Promise.all(helpers))];
    const last = Buffer.alloc(1);
    readSync(file, last, 0, 1, size - 1);
    return counted(
      size,
      parts.reduce((sum, part) => sum + part),
      last[0],
    );
  } finally {
    closeSync(file);
  }
}

/** The newlines of all pieces that this thread could get hold of. */
export function countShare({ path, size, next }: Share): number {
  const kernel = borrowKernel();
  const file = openSync(path, 'r');
  const counter = new Int32Array(next);
  let newlines = 0;
  try {
    for (;;) {
      const from = Atomics.add(counter, 0, 1) * PIECE;
      if (from >= size) return newlines;
      const to = Math.min(from + PIECE, size);
      for (let at = from; at < to; ) {
        const read = readSync(file, kernel.stage, 0, Math.min(STAGE, to - at), at);
        if (read === 0) throw new Error(`it became shorter while it was read: ${at} of ${size} bytes`);
        newlines += kernel.newlines(read);
        at += read;
      }
    }
  } finally {
    closeSync(file);
    giveBack(kernel);
  }
}

function countAll(file: number): FileCount {
  const kernel = borrowKernel();
  let [bytes, newlines] = [0, 0];
  let last: number | undefined;
  for (;;) {
    const read = readSync(file, kernel.stage, 0, STAGE, null);
    if (read === 0) break;
    newlines += kernel.newlines(read);
    bytes += read;
    last = kernel.stage[read - 1];
  }
  giveBack(kernel);
  return counted(bytes, newlines, last);
}

const counted = (bytes: number, newlines: number, last: number | undefined): FileCount => ({
  bytes,
  newlines,
  lines: linesIn(newlines, last),
});
