/**
 * The memory of the line counter: one record a file, and one verdict on every event.
 *
 * Notice that a result is written and put on the pending list in one step, and taken off only after it was announced.
 * Whatever breaks in between, the message comes back, is judged a duplicate, and the list says: still owed.
 */
import type { Redis } from 'ioredis';
import { type CacheKeys, nameOf } from '../cache-keys.ts';
import { type FileRecord, fromHash, toHash } from '../record.ts';
import type { Upload } from './message.ts';
import { ANNOUNCED, VERDICT } from './verdict.lua.ts';

/** What an event means for the file's record: its first, a newer one, the same again, or an older one come late. */
export type Verdict = 'created' | 'updated' | 'duplicate' | 'stale';

/** A result that people have not been told of. */
export interface Result {
  verdict: 'created' | 'updated';
  record: FileRecord;
}

export interface Judgement {
  verdict: Verdict;
  owed?: Result;
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
  async foresee(upload: Upload): Promise<Judgement> {
    const { verdict, owed } = await this.#judge(upload, 0, []);
    if (!owed) return { verdict };
    const hash = await this.#cache.hgetall(this.#keys.record(nameOf(upload)));
    const record = fromHash(hash);
    if (!record) return { verdict };
    return { verdict, owed: { verdict: hash.verdict === 'updated' ? 'updated' : 'created', record } };
  }

  /** Judges and, when `created` or `updated`, writes the record, its place in time and its place among the pending. */
  async enter(record: FileRecord): Promise<Judgement> {
    const fields = Object.entries(toHash(record)).flat();
    const { verdict, owed } = await this.#judge(record, Date.parse(record.countedAt), fields);
    if (!owed) return { verdict };
    return { verdict, owed: { verdict: verdict === 'updated' ? 'updated' : 'created', record } };
  }

  /** These results were published: they are owed no longer. */
  async announced(records: FileRecord[]): Promise<void> {
    if (records.length === 0) return;
    const keys = [this.#keys.pending, ...records.map((record) => this.#keys.record(nameOf(record)))];
    const pairs = records.flatMap((record) => [nameOf(record), record.sequencer]);
    await this.#cache.eval(ANNOUNCED, keys.length, ...keys, ...pairs);
  }

  async #judge(file: { bucket: string; key: string; sequencer: string }, at: number, fields: string[]) {
    const name = nameOf(file);
    const keys = [this.#keys.record(name), this.#keys.byTime, this.#keys.pending];
    const answer = await this.#cache.eval(VERDICT, keys.length, ...keys, file.sequencer, name, at, ...fields);
    const [verdict, owed] = answer as [Verdict, number];
    return { verdict, owed: owed === 1 };
  }
}
