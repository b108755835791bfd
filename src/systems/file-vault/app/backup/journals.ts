// The journals go to S3 too: CloudWatch refuses lines that are older than 14 days, and whoever could change CloudWatch
// would have to change S3 as well.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../audit/chain.ts';
import { type Cursor, linesFrom, readCursor, writeCursor } from '../audit/lines.ts';
import type { AuditRecord } from '../audit/record.ts';
import type { Volume } from '../store/volume.ts';
import { journalKey } from './keys.ts';
import { type Place, putOnce } from './objects.ts';

/** Bytes of one object at most. */
const PIECE = 4 * 1024 * 1024;

export async function backUpJournals(volume: Volume, place: Place): Promise<void> {
  for (const name of await readdir(volume.journals))
    if (name.endsWith('.jsonl')) await backUpJournal(join(volume.journals, name), place);
}

async function backUpJournal(path: string, place: Place): Promise<void> {
  const cursorPath = `${path}.backed-up`;
  const cursor = await readCursor(cursorPath);
  for (let offset = (await sameChain(path, cursor)) ? (cursor?.offset ?? 0) : 0; ; ) {
    const { lines, end } = await linesFrom(path, offset, PIECE);
    if (!lines.length) return;
    const [first, last] = [lines[0], lines.at(-1)].map((line) => JSON.parse(String(line)) as AuditRecord);
    if (!first || !last) return;
    const text = `${lines.join('\n')}\n`;
    const content = { bytes: Buffer.byteLength(text), sha256: hashOf(text), open: () => text };
    await putOnce(place, journalKey(first.chain, first.sequence, last.sequence), content);
    offset = end;
    await writeCursor(cursorPath, { chain: first.chain, offset });
  }
}

/** A journal that was set aside has left a cursor. */
async function sameChain(path: string, cursor: Cursor | undefined): Promise<boolean> {
  if (!cursor) return false;
  const [first] = (await linesFrom(path, 0, PIECE)).lines;
  return first !== undefined && (JSON.parse(first) as AuditRecord).chain === cursor.chain;
}
