// Sends a large file in parts. What S3 has already is not sent again, after a reload too. One tab at a time sends a file.

import type { Multipart, UploadState } from '../../contract.ts';
import { post, Refused } from '../api.ts';
import { pieceOf } from './hash.ts';
import { patiently } from './patience.ts';
import { type Asking, type NumberedPiece, putParts } from './put-parts.ts';
import type { Telling } from './telling.ts';
import type { Place } from './unfinished.ts';

export class OtherTab extends Error {}

const AT_ONCE = 4;
/** Milliseconds. A browser holds the lock of a closed tab for a moment. */
const CLOSING = 5_000;

/** @returns its key @throws OtherTab when another tab sends this file */
export async function sendInParts(
  file: File,
  place: Place,
  begin: () => Promise<Multipart>,
  tell: Telling,
): Promise<string> {
  const patience = AbortSignal.timeout(CLOSING);
  let ours = false;
  try {
    return await navigator.locks.request(place.id, { signal: patience }, () => {
      ours = true;
      return send(file, place, begin, tell);
    });
  } catch (error) {
    throw ours ? error : new OtherTab();
  }
}

async function send(file: File, place: Place, begin: () => Promise<Multipart>, tell: Telling): Promise<string> {
  const asking: Asking = (path, body) =>
    patiently(
      () => post(path, body),
      () => tell.state('retry'),
    );
  tell.state('reading');
  const { upload, partBytes, have } = await begunOrNew(place, begin, asking);

  const sent = new Map<number, number>();
  const note = (number: number, bytes: number) => {
    sent.set(number, bytes);
    tell.sent([...sent.values()].reduce((all, one) => all + one, 0));
  };
  const count = Math.ceil(file.size / partBytes);
  for (let first = 1; first <= count; first += AT_ONCE) {
    const missing: NumberedPiece[] = [];
    for (let number = first; number < first + AT_ONCE && number <= count; number += 1) {
      const piece = await pieceOf(file.slice((number - 1) * partBytes, number * partBytes));
      const known = have.get(number);
      if (known !== undefined && known !== piece.sha256) {
        // It is another file with the same name, size and time, so it begins again.
        await asking('api/uploads/abort', { upload });
        place.forget();
        return send(file, place, begin, tell);
      }
      if (known === undefined) missing.push({ number, ...piece });
      else note(number, piece.content.byteLength);
    }
    if (missing.length) await putParts(upload, missing, note, tell, asking);
  }
  const { key } = await asking<{ key: string }>('api/uploads/complete', { upload });
  place.forget();
  return key;
}

/** The upload of an earlier visit with what S3 has of it, by number; or a new one. */
async function begunOrNew(place: Place, begin: () => Promise<Multipart>, asking: Asking) {
  const kept = place.read();
  if (kept) {
    const state = await asking<UploadState>('api/uploads/state', { upload: kept.upload }).catch((error: unknown) => {
      // S3 has forgotten it, or the server has another key for its seals.
      if (error instanceof Refused && ['not-found', 'bad-request'].includes(error.code)) return undefined;
      throw error;
    });
    if (state) return { ...kept, have: new Map(state.parts.map(({ number, sha256 }) => [number, sha256])) };
  }
  const { upload, partBytes } = await begin();
  place.write({ upload, partBytes });
  return { upload, partBytes, have: new Map<number, string>() };
}
