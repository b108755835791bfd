// Reads a journal from a place on, in whole lines, for those who copy it: to CloudWatch and to S3. Each of them keeps a
// cursor beside the journal, so a crash makes it copy some lines twice, and never miss one.

import { open, readFile, rename, writeFile } from 'node:fs/promises';

export interface Cursor {
  readonly chain: string;
  /** Bytes of the journal that are copied. */
  readonly offset: number;
}

/** @returns undefined when nothing is copied yet */
export async function readCursor(path: string): Promise<Cursor | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Not synced: an old cursor only makes the next run copy the same lines again. */
export async function writeCursor(path: string, cursor: Cursor): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(cursor));
  await rename(`${path}.new`, path);
}

/**
 * Whole lines from `offset` on, without their ends.
 * @param most bytes that are read at once; a line is far shorter
 */
export async function linesFrom(path: string, offset: number, most: number) {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (!file) return { lines: [], end: offset };
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, offset);
    const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
    const lines = buffer.toString('utf8', 0, end).split('\n').slice(0, -1);
    return { lines, end: offset + end };
  } finally {
    await file.close();
  }
}
