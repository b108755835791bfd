/**
 * Telling people: what waits is drained into one mail after the other, by one sender at a time.
 *
 * Notice when this ends well: nothing waits, or somebody else holds the slot. That somebody cannot stop before our
 * results are mailed, because "nothing waits" and letting go are one step in the cache. If it fails or runs out of time it
 * makes one of its messages come back; if it dies all of them do. Either way they find what waits, when the lease has
 * run out long ago (15 s against the minutes of the queue's visibility time-out). In every other case this throws, and
 * the caller does the same.
 *
 * Publish first, then take off the list: the other way round a crash between the two would lose results; this way they
 * are named twice at worst.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Language } from '../../../engine/text.ts';
import { type Announcement, composeAnnouncement } from './announcement.ts';
import type { Deadline } from './deadline.ts';
import type { Ledger, Pending } from './ledger.ts';
import type { MailSlot, Turn } from './mail-slot.ts';
import { LONGEST_PUBLICATION_MS, type Publish } from './publish.ts';
import type { Telemetry } from './telemetry.ts';

export interface Announcer {
  publish: Publish;
  namespace: string;
  language: Language;
  ledger: Ledger;
  mailSlot: MailSlot;
  telemetry: Telemetry;
  /** Waits so many milliseconds. */
  pause?: (ms: number) => Promise<unknown>;
}

/** A mail that SNS did not take is tried once more, after the pause that stands between mails. */
const ATTEMPTS = 2;

/** Mails what waits until nothing does or somebody else sees to it. Throws when this invocation cannot see to that. */
export async function announce(by: Announcer, time: Pick<Deadline, 'checkForMail'>): Promise<void> {
  const token = randomUUID();
  try {
    await drain(token, by, time);
  } catch (error) {
    // Also when asking for the slot failed: the answer may have been lost, and the slot be ours all the same.
    await by.mailSlot.release(token).catch((problem) => by.telemetry.trouble('the mail slot may stay taken', problem));
    throw error;
  }
}

async function drain(token: string, by: Announcer, time: Pick<Deadline, 'checkForMail'>): Promise<void> {
  const { mailSlot, pause = setTimeout } = by;
  let mailed: Pending[] | undefined;
  let refusals = 0;
  for (;;) {
    const asked = performance.now();
    const turn = await mailSlot.turn(token, mailed);
    mailed = undefined;
    if (turn.kind === 'taken' || turn.kind === 'nothing') return;
    time.checkForMail();
    if (turn.kind === 'wait') {
      await pause(turn.ms);
      continue;
    }
    const { mail, named } = await write(turn, by);
    // Held up since (a frozen process, a slow cache)? Then somebody else may hold the slot by now: ask again.
    if (performance.now() - asked > mailSlot.rules.lease - LONGEST_PUBLICATION_MS) continue;
    try {
      if (mail) await post(mail, named, turn.waitedMs, by);
      mailed = named;
      refusals = 0;
    } catch (error) {
      mailed = [];
      refusals += 1;
      if (refusals === ATTEMPTS) throw error;
    }
  }
}

/** What fits into one mail. Names whose record has gone take no place in it, but are done with as well. */
async function write(turn: Turn & { kind: 'mail' }, { ledger, namespace, language }: Announcer) {
  const found = await ledger.pending(turn.names);
  const gone = found.filter(({ notice }) => !notice);
  const known = found.flatMap((one) => (one.notice ? [{ ...one, notice: one.notice }] : []));
  if (known.length === 0) return { named: gone };
  const notices = known.map(({ notice }) => notice);
  const mail = composeAnnouncement(notices, namespace, language, turn.waiting - gone.length);
  return { mail, named: [...gone, ...known.slice(0, mail.named)] };
}

async function post({ subject, body, named }: Announcement, about: Pending[], waitedMs: number, by: Announcer) {
  const id = await by.publish(subject, body);
  const files = about.flatMap(({ name, notice }) => (notice && 'record' in notice ? [name] : []));
  by.telemetry.announced({ mail: id, count: named, waitSeconds: waitedMs / 1000, names: files });
}
