// The records of the line counter: one record for each file, one verdict on each event, and the list of results without
// a mail. A result is written and put on this list in one step, and taken off only after its mail (mail-slot.ts). So
// after any crash it is still on the list, and the next mail names it.

import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { type CacheKeys, nameOf, nameOfUnreadable } from '../cache-keys.ts';
import { KEPT_MAILS, type KeptMail, MAIL_LETTERS } from '../kept-mail.ts';
import { type FileRecord, fromHash, toHash } from '../record.ts';
import type { Notice } from './announcement.ts';
import type { Upload } from './message.ts';
import { UNREADABLE, VERDICT } from './verdict.lua.ts';

/** What an event is for the file's record: the first, a newer one, a repeat, or an older one that comes late. */
export type Verdict = 'created' | 'updated' | 'duplicate' | 'stale';

export interface Judgement {
  verdict: Verdict;
  /** The record, if one was written. */
  record?: FileRecord;
  /** The result is written and was not mailed yet. */
  owed?: true;
}

/** An entry of the list of results without a mail. A newer write of the file replaces it, with another sequencer. */
export interface Pending {
  name: string;
  /** `''` when somebody removed the record by hand. */
  sequencer: string;
  notice?: Notice;
}

/** Every method throws when the cache cannot be reached. All are safe to repeat. */
export class Ledger {
  readonly #cache: Redis;
  readonly #keys: CacheKeys;

  constructor(cache: Redis, keys: CacheKeys) {
    this.#cache = cache;
    this.#keys = keys;
  }

  /** The verdict that an upload would get, without a write, so that a repeat of 10 GB is not read. */
  async peekVerdict(upload: Upload): Promise<Judgement> {
    return this.#judge(upload, 0, '', []);
  }

  /** Judges. When `created` or `updated`, it writes the record and adds the name to both sorted sets. */
  async enter(record: FileRecord): Promise<Judgement> {
    const fields = Object.entries(toHash(record)).flat();
    const judgement = await this.#judge(record, Date.parse(record.countedAt), randomUUID(), fields);
    const written = judgement.verdict === 'created' || judgement.verdict === 'updated';
    return written ? { ...judgement, record } : judgement;
  }

  /** Puts an unreadable item on the list, once. `false` when it was there before. */
  async enterUnreadable(messageId: string, position: number, detail: string): Promise<boolean> {
    const name = nameOfUnreadable(messageId, position);
    const keys = [this.#keys.record(name), this.#keys.pending];
    return (await this.#cache.eval(UNREADABLE, keys.length, ...keys, name, detail, randomUUID())) === 1;
  }

  /** The present entries of these names. */
  async pending(names: string[]): Promise<Pending[]> {
    return Promise.all(
      names.map(async (name) => {
        const hash = await this.#cache.hgetall(this.#keys.record(name));
        const notice = noticeFrom(hash);
        return { name, sequencer: hash.sequencer ?? '', ...(notice && { notice }) };
      }),
    );
  }

  /** Keeps what a mail said, for people who were not its readers. Only the last mails are kept, each cut to size. */
  async keepMail(mail: KeptMail): Promise<void> {
    const text = mail.text.length > MAIL_LETTERS ? `${mail.text.slice(0, MAIL_LETTERS)}…` : mail.text;
    await Promise.all([
      this.#cache.lpush(this.#keys.mails, JSON.stringify({ ...mail, text })),
      this.#cache.ltrim(this.#keys.mails, 0, KEPT_MAILS - 1),
    ]);
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
