// Sends everything that waits in one mail after the other. Only the holder of the mail slot sends.
// `announce` returns when nothing waits, or when another invocation holds the slot. In every other case it throws, and
// the caller returns a message to the queue. The holder mails our results too:
// - It cannot stop before, because the check "nothing waits" and the release of the slot are one step in the cache.
// - If it fails or has no time left, it returns one of its messages to the queue. If it dies, all of them return. They
//   find what waits, because the lease (15 s) ends long before they are visible again (minutes).
// A result is taken off the list after its mail, because the other order could lose results in a crash. This order can at
// worst name them twice.

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

/** A mail that SNS refused is tried once more, after the usual pause between mails. */
const ATTEMPTS = 2;

/** Sends what waits, until nothing does or another invocation does it. Throws when it cannot make sure of that. */
export async function announce(by: Announcer, time: Pick<Deadline, 'checkForMail'>): Promise<void> {
  const token = randomUUID();
  try {
    await drain(token, by, time);
  } catch (error) {
    // Also when asking for the slot failed, because the slot may be ours although the answer was lost.
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
    // After a long delay (a frozen process, a slow cache) another invocation may hold the slot, so we ask again.
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

/** The names that fit into one mail. Names without a record do not appear in it, but are taken off the list too. */
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
  // Not awaited: it goes to the cache together with the next question. The mail is sent, so a failure stops nothing.
  by.ledger
    .keepMail({ at: new Date().toISOString(), subject, text: body })
    .catch((error: unknown) => by.telemetry.trouble('a mail is not kept for the page', error));
}
