// The chain of the audit journal: each line holds the SHA-256 of the line before it. A line that was changed, removed or
// put in breaks the chain at that place.

import { createHash } from 'node:crypto';
import type { AuditRecord } from './record.ts';

export const hashOf = (line: string): string => createHash('sha256').update(line).digest('hex');

/** The end of a chain, as far as it was read. */
export interface Tip {
  readonly chain: string;
  readonly sequence: number;
  /** SHA-256 of the last line. */
  readonly hash: string;
}

/** @returns the new end, or a sentence that says what is wrong with the line */
export function follow(tip: Tip | undefined, line: string): Tip | string {
  let record: AuditRecord;
  try {
    record = JSON.parse(line);
  } catch {
    return `after line ${tip?.sequence ?? 0} comes a line that is not JSON`;
  }
  const { chain, sequence, previous } = record;
  const next = (tip?.sequence ?? 0) + 1;
  if (sequence !== next) return `after line ${next - 1} comes line ${sequence}`;
  if (tip && chain !== tip.chain) return `line ${sequence} belongs to another chain`;
  if (previous !== (tip?.hash ?? '')) return `line ${sequence} does not follow the line before it`;
  return { chain, sequence, hash: hashOf(line) };
}

export interface Verified {
  readonly lines: number;
  /** The first thing that is wrong. */
  readonly wrong?: string;
}

/** Checks a chain from its first line on. @param lines in their order */
export function verifyChain(lines: Iterable<string>): Verified {
  let tip: Tip | undefined;
  let count = 0;
  for (const line of lines) {
    const next = follow(tip, line);
    if (typeof next === 'string') return { lines: count, wrong: next };
    tip = next;
    count += 1;
  }
  return { lines: count };
}
