/**
 * Telling people: publish first, then take the results off the pending list.
 *
 * Notice the order. The other way round a crash between the two would lose a result; this way it is named twice at worst.
 * Here is the place for the digest: it will drain the pending list, at most one mail a second, instead of publishing
 * what this one invocation found. SNS ends an e-mail subscription that gets more than ten a second.
 */
import { nameOf } from '../cache-keys.ts';
import { composeAnnouncement, type Notice } from './announcement.ts';
import type { Ledger } from './ledger.ts';
import type { Publish } from './publish.ts';
import type { Telemetry } from './telemetry.ts';
import type { Language } from './words.ts';

export interface Announcer {
  publish: Publish;
  namespace: string;
  language: Language;
  ledger: Ledger;
  telemetry: Telemetry;
}

/** One message about all of `notices`, none when there are none. Throws when it could not be published. */
export async function announce(notices: Notice[], by: Announcer): Promise<void> {
  const news = withoutRepeats(notices);
  if (news.length === 0) return;

  const { subject, body } = composeAnnouncement(news, by.namespace, by.language);
  await by.publish(subject, body);
  by.telemetry.announced(news.length);

  const records = news.flatMap((notice) => ('record' in notice ? [notice.record] : []));
  await by.ledger.announced(records).catch((error) => {
    // People know, so nothing has to come back; at worst a repeated event will name the result again.
    by.telemetry.trouble('announced, but still on the pending list', error);
  });
}

/** Two messages of a batch may carry the same event. */
function withoutRepeats(notices: Notice[]): Notice[] {
  const seen = new Map<string, Notice>();
  for (const notice of notices) {
    const identity = 'record' in notice ? `${notice.record.sequencer} ${nameOf(notice.record)}` : notice.detail;
    seen.set(identity, notice);
  }
  return [...seen.values()];
}
