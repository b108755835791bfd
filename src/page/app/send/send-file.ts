// Sends one file: read it, ask the server for a ticket for exactly these bytes, put it into the bucket.

import type { Me, Multipart, Ticket } from '../../contract.ts';
import { post } from '../api.ts';
import { pieceOf } from './hash.ts';
import { patiently } from './patience.ts';
import { PutFailed, put } from './put.ts';
import { sendInParts } from './send-parts.ts';
import type { Telling } from './telling.ts';
import { unfinishedOf } from './unfinished.ts';

/** @returns its key in the bucket */
export async function sendFile(file: File, { partBytes }: Pick<Me, 'partBytes'>, tell: Telling): Promise<string> {
  const { name, size: bytes, type } = file;
  const ask = (more: object) =>
    patiently(
      () => post<Ticket | Multipart>('api/uploads', { name, bytes, type, ...more }),
      () => tell.state('retry'),
    );
  if (bytes > partBytes) {
    const begin = async () => (await ask({})) as Multipart;
    return sendInParts(file, unfinishedOf(file), begin, tell);
  }
  tell.state('reading');
  const { content, sha256 } = await pieceOf(file);
  for (;;) {
    const ticket = (await ask({ sha256 })) as Ticket;
    if (await took(ticket, content, tell)) return ticket.key;
  }
}

/** @returns false when the ticket has ended: then a new one is needed */
async function took({ url, headers, expires }: Ticket, content: ArrayBuffer, tell: Telling): Promise<boolean> {
  try {
    await patiently(
      () => {
        tell.state('sending');
        return put(url, headers, content, tell.sent);
      },
      () => tell.state('retry'),
    );
    return true;
  } catch (error) {
    // The key is ours alone, so it was our own first try whose answer was lost.
    if (error instanceof PutFailed && error.status === 412) return true;
    if (error instanceof PutFailed && error.status === 403 && hasEnded(expires, error)) return false;
    throw error;
  }
}

/** Presigned addresses end at their time, or earlier with the session of the role that signed them. */
const hasEnded = (expires: string, { code }: PutFailed): boolean =>
  code === 'ExpiredToken' || Date.now() > Date.parse(expires);
