// The mail to the accountants: one plain text about all waiting results. SNS allows at most 100 ASCII characters in a
// subject, so it contains no file name. SNS allows at most 256 KB in a message, so a very long list continues in the
// next mail, and the mail says so.

import type { Language } from '../../../engine/text.ts';
import { madeVisible } from '../../../runtime/unseen.ts';
import type { FileRecord } from '../record.ts';
import { WORDS } from './words.ts';

/** A result that was not mailed yet, or an unreadable message. */
export type Notice = { verdict: 'created' | 'updated'; record: FileRecord } | { verdict: 'unreadable'; detail: string };

export interface Announcement {
  subject: string;
  body: string;
  /** How many of the notices it names, from the first on. At least one. */
  named: number;
}

/** 256 KiB is the limit of SNS (Publish, API reference). The rest is for the summary and "N more". */
const BODY_BYTES = 256 * 1024 - 1_024;

/** @param waiting number of all waiting notices, if they are more than the given ones */
export function composeAnnouncement(
  notices: Notice[],
  namespace: string,
  language: Language,
  waiting = notices.length,
): Announcement {
  const words = WORDS[language];
  const paragraphs: string[] = [];
  let room = BODY_BYTES;
  for (const notice of notices) {
    const text = `\n${paragraph(notice, language)}\n`;
    room -= Buffer.byteLength(text);
    if (room < 0) break;
    paragraphs.push(text);
  }

  const named = paragraphs.length;
  const counted = notices.slice(0, named).filter((each) => 'record' in each && each.record.status === 'counted').length;
  const summary = words.summary(counted, named - counted);
  const more = waiting > named ? `\n${words.more(waiting - named)}\n` : '';
  return { subject: asciiOnly(`${namespace}: ${summary}`), body: `${summary}\n${paragraphs.join('')}${more}`, named };
}

/**
 * A key may contain line breaks and text direction marks. They must not change the layout of the mail, and must not make
 * SNS refuse it, because then later results would not be mailed either.
 */
function paragraph(notice: Notice, language: Language): string {
  const words = WORDS[language];
  if (!('record' in notice)) return `${words.unreadable}\n  ${madeVisible(notice.detail)}`;
  const { record, verdict } = notice;
  const again = verdict === 'updated' ? ` ${words.updated}` : '';
  return `${madeVisible(record.key)}${again}\n  ${finding(record, language)}`;
}

function finding(record: FileRecord, language: Language): string {
  const words = WORDS[language];
  const when = words.when(new Date(record.uploadedAt));
  if (record.status === 'failed') return `${words.failed(words.reasons[record.reason])}, ${when}`;
  const note = record.encoding ? `, ${words.utf16}` : '';
  return `${words.lines(record.lines)}, ${words.size(record.bytes)}, ${when}${note}`;
}

function asciiOnly(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
