// The chain of the audit journal: each line holds the SHA-256 of the line before it. A line that was changed, removed or
// put in breaks the chain at that place.

import { createHash } from 'node:crypto';
import type { Text } from '../../../../engine/text.ts';
import type { AuditRecord } from './record.ts';

export const hashOf = (line: string | Uint8Array): string => createHash('sha256').update(line).digest('hex');

/** The end of a chain, as far as it was read. */
export interface Tip {
  readonly chain: string;
  readonly sequence: number;
  /** SHA-256 of the last line. */
  readonly hash: string;
}

/** @returns the new end, or what is wrong with the line */
export function follow(tip: Tip | undefined, line: string): Tip | Text {
  let record: AuditRecord;
  try {
    record = JSON.parse(line);
  } catch {
    return notJson(tip?.sequence ?? 0);
  }
  const { chain, sequence, previous } = record;
  const next = (tip?.sequence ?? 0) + 1;
  if (sequence !== next) return gap(next - 1, sequence);
  if (tip && chain !== tip.chain) return foreign(sequence);
  if (previous !== (tip?.hash ?? '')) return doesNotFollow(sequence);
  return { chain, sequence, hash: hashOf(line) };
}

const notJson = (before: number): Text => ({
  en: `after line ${before} comes a line that is not JSON`,
  pt: `depois da linha ${before} vem uma linha que não é JSON`,
});
const gap = (before: number, sequence: number): Text => ({
  en: `after line ${before} comes line ${sequence}`,
  pt: `depois da linha ${before} vem a linha ${sequence}`,
});
const foreign = (sequence: number): Text => ({
  en: `line ${sequence} belongs to another chain`,
  pt: `a linha ${sequence} é de outra corrente`,
});
const doesNotFollow = (sequence: number): Text => ({
  en: `line ${sequence} does not follow the line before it`,
  pt: `a linha ${sequence} não continua a linha anterior`,
});

export interface Verified {
  readonly lines: number;
  /** The first thing that is wrong. */
  readonly wrong?: Text;
}

/** Checks a chain from its first line on. @param lines in their order */
export function verifyChain(lines: Iterable<string>): Verified {
  let tip: Tip | undefined;
  let count = 0;
  for (const line of lines) {
    const next = follow(tip, line);
    if ('en' in next) return { lines: count, wrong: next };
    tip = next;
    count += 1;
  }
  return { lines: count };
}
