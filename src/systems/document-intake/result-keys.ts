// Where the results of a document lie in the bucket of results.

import { createHash } from 'node:crypto';
import { KINDS, type Kind } from './intake/result.ts';

/** Bytes (S3 user guide, "Naming Amazon S3 objects"). */
const LONGEST_KEY = 1024;

/** "invoice/nota.xml.json"; a name that would be too long is replaced by its SHA-256. */
export const jsonKey = (kind: Kind, key: string): string => `${kind}/${fitting(key)}.json`;

/** The first sheet lies beside its JSON. Others have a folder of their own, so that no name of a document meets theirs. */
export const csvKey = (key: string, sheet: number): string =>
  sheet === 0 ? `spreadsheet/${fitting(key)}.csv` : `spreadsheet-sheets/${fitting(key)}.${sheet + 1}.csv`;

/** Of every kind: an older version of a document may have been of another one. */
export const jsonKeys = (key: string) => KINDS.map((kind) => ({ kind, at: jsonKey(kind, key) }));

/** Room for the longest of the folders above and what stands behind the name. */
const fitting = (key: string) =>
  Buffer.byteLength(key) > LONGEST_KEY - 32 ? createHash('sha256').update(key).digest('hex') : key;
