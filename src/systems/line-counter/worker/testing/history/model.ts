// What must be true at the end, computed without the worker: the newest write of each file, and what mails may say. A
// result may be named twice only when the process died, or an answer was lost, between the mail and its note in the
// cache. In every other case the second time is an error.

import { expect } from 'vitest';
import type { FileRecord } from '../../../record.ts';
import { WORDS } from '../../words.ts';
import { VERSIONED } from '../fake-s3.ts';
import type { Life } from './scheduler.ts';

export interface Write {
  bucket: string;
  key: string;
  lines: number;
  sequencer: string;
  uploadedAt: string;
}

/** One mail: does the worker know that it was sent, and does the cache? */
interface Mail {
  results: string[];
  noted: boolean;
}

export class Model {
  readonly writes: Write[] = [];
  /** Texts of unreadable messages. */
  readonly junk: string[] = [];
  readonly #removed = new Set<string>();
  readonly #counted = new Map<string, number>();
  readonly #mails: Mail[] = [];
  readonly #last = new Map<Life, Mail>();

  put(write: Write) {
    this.writes.push(write);
  }

  removed(bucket: string, key: string) {
    for (const write of this.#of({ bucket, key })) this.#removed.add(write.sequencer);
  }

  /** The worker reports that it counted this upload, or could not read this message, for metrics and logs. */
  counted({ sequencer }: { sequencer: string }) {
    this.#counted.set(sequencer, (this.#counted.get(sequencer) ?? 0) + 1);
  }

  /** SNS takes a mail. */
  mailed(life: Life, body: string): string {
    const mail = { results: resultsIn(body), noted: false };
    this.#mails.push(mail);
    this.#last.set(life, mail);
    return `mail-${this.#mails.length}`;
  }

  /** The cache got a call of this invocation, and with it the note of its earlier mail. */
  noted(life: Life) {
    const mail = this.#last.get(life);
    if (mail) mail.noted = true;
    this.#last.delete(life);
  }

  /** The invocation got no answer about its mail, so it will not note it in the cache. */
  unanswered(life: Life) {
    this.#last.delete(life);
  }

  isOverwritten({ bucket, key, sequencer }: { bucket: string; key: string; sequencer: string }) {
    return !bucket.startsWith(VERSIONED) && this.#of({ bucket, key }).at(-1)?.sequencer !== sequencer;
  }

  checkDeletion(of: { key: string; sequencer: string }, stored: FileRecord | undefined, overwritten: boolean) {
    if (overwritten) return;
    const known = stored?.sequencer ?? '';
    expect(known >= of.sequencer, `the message of ${of.key} ${of.sequencer} was deleted; known: ${known}`).toBe(true);
  }

  /** The newest write of each file, and its record. */
  async checkRecords(recordOf: (file: Write) => Promise<FileRecord | undefined>): Promise<void> {
    for (const write of this.newest()) {
      const record = await recordOf(write);
      expect(record, `the record of ${write.key}`).toMatchObject({ sequencer: write.sequencer });
      if (record?.status === 'counted') expect(record.lines).toBe(write.lines);
      else expect(this.#removed, `${write.key} was there, and is said to be gone`).toContain(write.sequencer);
    }
  }

  checkMails() {
    const told = this.#mails.flatMap(({ results }) => results);
    for (const write of this.newest()) {
      const named = resultOf(write).some((result) => told.includes(result));
      expect(named, `${write.bucket}/${write.key} ${write.sequencer} was told`).toBe(true);
    }
    for (const key of this.junk) expect(told, 'what could not be read').toContain(key);

    const possible = [...this.writes.flatMap(resultOf), ...this.junk];
    for (const result of told) expect(possible).toContain(result);
    for (const [at, { results, noted }] of this.#mails.entries()) {
      expect(new Set(results).size, 'a mail names nothing twice').toBe(results.length);
      if (!noted) continue;
      const later = this.#mails.slice(at + 1).flatMap((mail) => mail.results);
      for (const result of results) expect(later, 'told again, although it was noted').not.toContain(result);
    }
  }

  checkCounts() {
    for (const [sequencer, times] of this.#counted) expect(times, `${sequencer} was counted`).toBe(1);
  }

  newest(): Write[] {
    return this.writes.filter((write) => this.#of(write).at(-1) === write);
  }

  #of({ bucket, key }: { bucket: string; key: string }) {
    return this.writes.filter((write) => write.bucket === bucket && write.key === key);
  }
}

/** Each write has its own minute and its own number of lines, so the text of a mail identifies it. */
function resultOf({ key, lines, uploadedAt }: Write): string[] {
  const when = WORDS.pt.when(new Date(uploadedAt));
  return [`${key} ${lines} linhas ${when}`, `${key} NÃO FOI CONTADO ${when}`];
}

function resultsIn(body: string): string[] {
  const files = body.matchAll(/^(\S+)(?: \(nova versão\))?\n {2}(\d+ linhas|NÃO FOI CONTADO).*, (enviado em .*)$/gm);
  const junk = body.matchAll(/the record of (junk-\d+) lacks/g);
  return [...[...files].map(([, ...found]) => found.join(' ')), ...[...junk].map(([, key]) => String(key))];
}
