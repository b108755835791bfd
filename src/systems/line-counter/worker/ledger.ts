/**
 * The memory of the line counter: one record a file, one verdict on every event, and what people still have to hear.
 *
 * Notice that a result is written and put on the pending list in one step, and taken off only after it was announced
 * (`mail-slot.ts`). Whatever breaks in between, the list still has it, and the next mail names it.
 */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { type CacheKeys, nameOf, nameOfUnreadable } from '../cache-keys.ts';
import { type FileRecord, fromHash, toHash } from '../record.ts';
import type { Notice } from './announcement.ts';
import type { Upload } from './message.ts';
import { UNREADABLE, VERDICT } from './verdict.lua.ts';

/** What an event means for the file's record: its first, a newer one, the same again, or an older one come late. */
export type Verdict = 'created' | 'updated' | 'duplicate' | 'stale';

export interface Judgement {
  verdict: Verdict;
  /** What was written, when something was. */
  record?: FileRecord;
  /** The result is written, and nobody has been told of it yet. */
  owed?: true;
}

/** Something on the pending list. A newer write of the file makes it another one, with another sequencer. */
export interface Pending {
  name: string;
  /** `''` when the record has gone: somebody removed it by hand. */
  sequencer: string;
  notice?: Notice;
}

/** Every method throws when the cache cannot be reached; all are safe to repeat. */
export class Ledger {
  readonly #cache: Redis;
  readonly #keys: CacheKeys;

  constructor(cache: Redis, keys: CacheKeys) {
    this.#cache = cache;
    this.#keys = keys;
  }

  /** The verdict an upload would get, without writing: so that a repeat of 10 GB is not read to find out. */
  async peekVerdict(upload: Upload): Promise<Judgement> {
    return this.#judge(upload, 0, '', []);
  }

  /** Judges and, when `created` or `updated`, writes the record, its place in time and its place among the pending. */
  async enter(record: FileRecord): Promise<Judgement> {
    const fields = Object.entries(toHash(record)).flat();
    const judgement = await this.#judge(record, Date.parse(record.countedAt), randomUUID(), fields);
    const written = judgement.verdict === 'created' || judgement.verdict === 'updated';
    return written ? { ...judgement, record } : judgement;
  }

  /** Puts what nobody can read among the pending; `false` when that was done before. */
  async enterUnreadable(messageId: string, position: number, detail: string): Promise<boolean> {
    const name = nameOfUnreadable(messageId, position);
    const keys = [this.#keys.record(name), this.#keys.pending];
    return (await this.#cache.eval(UNREADABLE, keys.length, ...keys, name, detail, randomUUID())) === 1;
  }

  /** What is known of these names now. */
  async pending(names: string[]): Promise<Pending[]> {
    return Promise.all(
      names.map(async (name) => {
        const hash = await this.#cache.hgetall(this.#keys.record(name));
        const notice = noticeFrom(hash);
        return { name, sequencer: hash.sequencer ?? '', ...(notice && { notice }) };
      }),
    );
  }

  async #judge(
    file: { bucket: string; key: string; sequencer: string },
    at: number,
    entry: string,
    fields: string[],
  ): Promise<Judgement> {
    const name = nameOf(file);
    const keys = [this.#keys.record(name), this.#keys.byTime, this.#keys.pending];
    const answer = await this.#cache.eval(VERDICT, keys.length, ...keys, file.sequencer, name, at, entry, ...fields);
    const [verdict, owed] = answer as [Verdict, number];
    return { verdict, ...(owed === 1 && { owed: true as const }) };
  }
}

function noticeFrom(hash: Record<string, string>): Notice | undefined {
  if (hash.status === 'unreadable') return { verdict: 'unreadable', detail: hash.detail ?? '' };
  const record = fromHash(hash);
  return record && { verdict: hash.verdict === 'updated' ? 'updated' : 'created', record };
}
