// Puts some parts of an upload into the bucket, at the same time, each with its own ticket.

import type { PartTicket } from '../../contract.ts';
import type { Piece } from './hash.ts';
import { patiently } from './patience.ts';
import { PutFailed, put } from './put.ts';
import type { Telling } from './telling.ts';

export type Asking = <T>(path: string, body: object) => Promise<T>;
export type NumberedPiece = Piece & { readonly number: number };

/** @param note is told how many bytes of which part have been sent */
export async function putParts(
  upload: string,
  pieces: readonly NumberedPiece[],
  note: (number: number, bytes: number) => void,
  tell: Telling,
  asking: Asking,
): Promise<void> {
  const ticketsFor = async (some: readonly NumberedPiece[]) => {
    const parts = some.map(({ number, content, sha256 }) => ({ number, bytes: content.byteLength, sha256 }));
    return (await asking<{ parts: PartTicket[] }>('api/uploads/parts', { upload, parts })).parts;
  };
  const tickets = await ticketsFor(pieces);
  await Promise.all(
    pieces.map(async (piece) => {
      const send = ({ url, headers }: PartTicket) =>
        patiently(
          () => {
            tell.state('sending');
            return put(url, headers, piece.content, (bytes) => note(piece.number, bytes));
          },
          () => tell.state('retry'),
        );
      const ticketIn = (some: readonly PartTicket[]) => {
        const ticket = some.find(({ number }) => number === piece.number);
        if (!ticket) throw new Error(`no ticket for part ${piece.number}`);
        return ticket;
      };
      await send(ticketIn(tickets)).catch(async (error: unknown) => {
        // Presigned addresses end with the session of the role that signed them: once more, with a new one.
        if (!(error instanceof PutFailed && error.status === 403)) throw error;
        await send(ticketIn(await ticketsFor([piece])));
      });
      note(piece.number, piece.content.byteLength);
    }),
  );
}
