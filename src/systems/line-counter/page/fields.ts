// Reads fields of a request. @throws Refused, with the name of the field

import type { Part } from '../../../page/contract.ts';
import { Refused } from '../../../page/refused.ts';

type Fields = Readonly<Record<string, unknown>>;

export function wholeNumberIn(fields: Fields, name: string, least: number, most: number): number {
  const value = fields[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Refused('bad-request', `"${name}" must be a whole number from ${least} to ${most}.`);
}

/** SHA-256 in base64: 32 bytes. */
export function sha256In(fields: Fields): string {
  const { sha256 } = fields;
  if (typeof sha256 === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(sha256)) return sha256;
  throw new Refused('bad-request', '"sha256" must be a SHA-256 in base64.');
}

/** "text/plain"; what a browser does not know is a row of bytes. */
export function typeIn({ type }: Fields): string {
  if (typeof type === 'string' && /^[\w.+-]{1,80}\/[\w.+-]{1,80}(;\s*charset=[\w-]{1,40})?$/.test(type)) return type;
  if (type === '' || type === undefined) return 'application/octet-stream';
  throw new Refused('bad-request', '"type" must be a media type.');
}

export function partsIn({ parts }: Fields, mostParts: number, atOnce: number, largest: number): Part[] {
  if (!Array.isArray(parts) || !parts.length || parts.length > atOnce)
    throw new Refused('bad-request', `"parts" must be a list of 1 to ${atOnce}.`);
  return parts.map((one: unknown) => {
    const fields = (typeof one === 'object' && one !== null ? one : {}) as Fields;
    const number = wholeNumberIn(fields, 'number', 1, mostParts);
    return { number, bytes: wholeNumberIn(fields, 'bytes', 1, largest), sha256: sha256In(fields) };
  });
}

/** Keys of S3, each below the prefix that only this page uses, or anywhere in the bucket. */
export function keysIn({ keys }: Fields, most: number): string[] {
  if (Array.isArray(keys) && keys.length <= most && keys.every((key) => typeof key === 'string' && key !== ''))
    return keys;
  throw new Refused('bad-request', `"keys" must be a list of at most ${most} names.`);
}
