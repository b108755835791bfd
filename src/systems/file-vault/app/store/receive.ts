// Takes the bytes of a document to the disk: hashed while they are written, on the disk before this returns, and bounded
// in memory whatever the size.

import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { pieceDone } from '../../../../runtime/young-garbage.ts';
import { orVolumeFull, Refusal } from '../refusal.ts';

export interface Received {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Bytes that are collected before one write. With more, pieces grow old while they wait, and stay in memory long. */
const AT_ONCE = 256 * 1024;

/**
 * @param draft the new file; it is gone when this throws
 * @param most bytes that are taken
 * @throws Refusal 413 too-large, 507 volume-full, 499 cut
 */
export async function receive(draft: string, body: AsyncIterable<Buffer>, most: number): Promise<Received> {
  const file = await open(draft, 'wx', 0o640).catch((error: unknown) => {
    throw orVolumeFull(error);
  });
  try {
    const received = await write(file, body, most);
    await file.sync();
    return received;
  } catch (error) {
    await rm(draft, { force: true });
    throw orVolumeFull(error);
  } finally {
    await file.close();
  }
}

async function write(file: FileHandle, body: AsyncIterable<Buffer>, most: number): Promise<Received> {
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting: Buffer[] = [];
  let size = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    const chunks = waiting;
    waiting = [];
    size = 0;
    await writing; // one write at a time; the next pieces arrive and are hashed meanwhile
    pieceDone(AT_ONCE);
    writing = file.writev(chunks);
    writing.catch(() => undefined); // thrown where it is awaited
  };
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > most) throw tooLarge(most);
      hash.update(chunk);
      waiting.push(chunk);
      size += chunk.length;
      if (size >= AT_ONCE) await flush();
    }
  } catch (error) {
    throw isCut(error) ? new Refusal(499, 'cut', 'The connection ended before the document was whole.') : error;
  } finally {
    await writing.catch(() => undefined); // the file is closed next
  }
  if (waiting.length) await flush();
  await writing;
  return { bytes, sha256: hash.digest('hex') };
}

export const tooLarge = (most: number) =>
  new Refusal(413, 'too-large', `A document may have at most ${most} bytes.`, { connection: 'close' });

/** Errors of a connection that ended too early. (Node.js http, `request.aborted`) */
const isCut = (error: unknown) =>
  ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(
    (error as NodeJS.ErrnoException | undefined)?.code ?? '',
  );
