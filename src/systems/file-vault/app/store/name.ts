// The name of a document, as people gave it. It is never part of a path: contents have a UUID as their file name.

import { Refusal } from '../refusal.ts';

/** Bytes of UTF-8; the longest name that common file systems take, so that a download can keep it. */
const LONGEST = 255;

/** Path separators, control characters, halves of characters, line separators, and marks that change the direction of text on a screen. */
const REFUSED = /[/\\\p{Cc}\p{Cs}\u2028\u2029\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * @returns the name in Unicode's composed form (NFC), so that one name has one spelling
 * @throws Refusal 400 bad-name
 */
export function documentName(given: unknown): string {
  if (typeof given !== 'string') throw bad('has to be given once, as ?name=');
  const name = given.normalize('NFC').trim();
  if (!name) throw bad('is empty');
  if (name === '.' || name === '..') throw bad('is the name of a folder');
  if (REFUSED.test(name)) throw bad('has a character that no name may have');
  if (Buffer.byteLength(name) > LONGEST) throw bad(`has more than ${LONGEST} bytes`);
  return name;
}

const bad = (why: string) => new Refusal(400, 'bad-name', `The document's name ${why}.`);
