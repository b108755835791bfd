// Reads a piece of a file, with the SHA-256 that the server signs for it.

export class FileChanged extends Error {}

export interface Piece {
  readonly content: ArrayBuffer;
  /** base64 */
  readonly sha256: string;
}

/** @throws FileChanged when the file is not as it was when it was chosen; browsers refuse to read it then */
export async function pieceOf(blob: Blob): Promise<Piece> {
  const content = await blob.arrayBuffer().catch((error: unknown) => {
    throw error instanceof DOMException ? new FileChanged() : error;
  });
  if (content.byteLength !== blob.size) throw new FileChanged();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return { content, sha256: btoa(String.fromCharCode(...digest)) };
}
