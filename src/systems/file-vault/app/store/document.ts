// What the vault knows of a document: the text of its sidecar file, and of the object in S3.

import { readFile } from 'node:fs/promises';

export interface Document {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of the content, hexadecimal. */
  readonly sha256: string;
  /** When it was written, ISO 8601 in UTC. */
  readonly at: string;
  /** Who sent it. */
  readonly by: string;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
export const isId = (text: string): boolean => UUID.test(text);

/** @throws Error that says what is wrong with the text */
export function parseDocument(text: string): Document {
  const { id, name, bytes, sha256, at, by } = JSON.parse(text) as Document;
  const right =
    isId(id) &&
    typeof name === 'string' &&
    Number.isSafeInteger(bytes) &&
    /^[\da-f]{64}$/.test(sha256) &&
    Date.parse(at);
  if (!right) throw new Error('the description of a document is not complete');
  return { id, name, bytes, sha256, at, by };
}

export const readDocument = async (path: string): Promise<Document> => parseDocument(await readFile(path, 'utf8'));
