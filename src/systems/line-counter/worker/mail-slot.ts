// The mail slot: only its holder sends mails, at most one a second. A holder that dies cannot release it, so it has a
// lease, a little longer than the longest mail takes. Each turn renews the lease. All times are the cache's, because
// the clocks of machines differ.

import type { Redis } from 'ioredis';
import type { CacheKeys } from '../cache-keys.ts';
import type { Pending } from './ledger.ts';
import { RELEASE, TURN } from './mail-slot.lua.ts';

/** What the holder of a token may do next. */
export type Turn =
  /** Another invocation holds the slot. */
  | { kind: 'taken' }
  /** Nothing waits, and the slot is free. */
  | { kind: 'nothing' }
  /** The slot is ours, but the last mail was sent a moment ago. Ask again after so many milliseconds. */
  | { kind: 'wait'; ms: number }
  /** The slot is ours and these may be mailed, the oldest first. `waiting` counts all; `waitedMs` is of the oldest. */
  | { kind: 'mail'; names: string[]; waiting: number; waitedMs: number };

/** Milliseconds. `most` is the number of results in a mail, so that it can be read on a telephone. */
export const MAIL_RULES = { betweenMails: 1_000, lease: 15_000, most: 1_000 };
export type MailRules = typeof MAIL_RULES;

export class MailSlot {
  readonly #cache: Redis;
  readonly #keys: CacheKeys;
  readonly rules: MailRules;

  constructor(cache: Redis, keys: CacheKeys, rules: Partial<MailRules> = {}) {
    this.#cache = cache;
    this.#keys = keys;
    this.rules = { ...MAIL_RULES, ...rules };
  }

  /**
   * Takes mailed results off the pending list, and asks what to do next. Safe to repeat. Throws when the cache is away.
   * @param mailed what the last mail named; `undefined` when none was tried, empty when it may not have been sent
   */
  async turn(token: string, mailed?: Pending[]): Promise<Turn> {
    const { betweenMails, lease, most } = this.rules;
    const records = (mailed ?? []).map(({ name }) => this.#keys.record(name));
    const pairs = (mailed ?? []).flatMap(({ name, sequencer }) => [name, sequencer]);
    const keys = [this.#keys.pending, this.#keys.mailSlot, ...records];
    const settings = [token, lease, betweenMails, most, mailed ? 1 : 0];
    const answer = await this.#cache.eval(TURN, keys.length, ...keys, ...settings, ...pairs);

    const [kind, ...rest] = answer as [Turn['kind'], ...(string | number)[]];
    if (kind === 'wait') return { kind, ms: Number(rest[0]) };
    if (kind !== 'mail') return { kind };
    const [waitedMs, waiting, ...names] = rest;
    return { kind, names: names.map(String), waiting: Number(waiting), waitedMs: Number(waitedMs) };
  }

  /** Releases the slot although something waits. */
  async release(token: string): Promise<void> {
    await this.#cache.eval(RELEASE, 1, this.#keys.mailSlot, token, this.rules.betweenMails);
  }
}
