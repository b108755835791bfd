// What a document is, by its content: the name is not looked at.

import { Rejection } from './rejection.ts';

export type Content = 'pdf' | 'zip' | 'xml' | 'text';

/** Office files of before 2007, and newer ones under a password (MS-CFB, "Compound File Header"). */
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The name of the stream that holds an encrypted XLSX (MS-OFFCRYPTO, "EncryptedPackage Stream"). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
/** Readers of PDF look for it in the first 1,024 bytes (ISO 32000-1, Annex H.3, note 13). */
const PDF_WITHIN = 1024;

/** @throws Rejection for what none of our readers takes */
export function contentOf(bytes: Buffer): Content {
  if (bytes.length === 0) throw new Rejection('empty');
  if (startsWith(bytes, COMPOUND_FILE)) throw new Rejection(bytes.includes(ENCRYPTED) ? 'password' : 'unknown-kind');
  if (startsWith(bytes, Buffer.from('PK\x03\x04', 'latin1'))) return 'zip';
  if (bytes.subarray(0, PDF_WITHIN).includes('%PDF-')) return 'pdf';
  if (startsWith(bytes, Buffer.from('fffe', 'hex')) || startsWith(bytes, Buffer.from('feff', 'hex')))
    throw new Rejection('encoding', 'UTF-16');
  if (bytes.includes(0)) throw new Rejection('unknown-kind');
  return /^(\xef\xbb\xbf)?\s*</.test(bytes.toString('latin1', 0, 1024)) ? 'xml' : 'text';
}

/** @throws Rejection when it is not UTF-8 */
export function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // leaves a byte order mark out
  } catch (error) {
    if (error instanceof TypeError) throw new Rejection('encoding');
    throw error;
  }
}

const startsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start);
