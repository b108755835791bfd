/**
 * What the accountants read: one plain text about everything that has been waiting to be told.
 *
 * Notice the limits of SNS: a subject has at most 100 ASCII characters, so no file name goes there; a message has at
 * most 256 KB, so a very long list goes on in the next mail, and says so.
 */
import type { Language } from '../../../engine/text.ts';
import type { FileRecord } from '../record.ts';
import { WORDS } from './words.ts';

/** A result that people have not been told of, or a message that nobody can read. */
export type Notice = { verdict: 'created' | 'updated'; record: FileRecord } | { verdict: 'unreadable'; detail: string };

export interface Announcement {
  subject: string;
  body: string;
  /** How many of the notices it names, from the first on; at least one. */
  named: number;
}

/** 256 KiB is the limit of SNS (Publish, API reference); the rest is room for the summary and "N more". */
const BODY_BYTES = 256 * 1024 - 1_024;

/** @param waiting how many notices there are in all, when more wait than are given here */
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

function paragraph(notice: Notice, language: Language): string {
  const words = WORDS[language];
  if (!('record' in notice)) return `${words.unreadable}\n  ${visible(notice.detail)}`;
  const { record, verdict } = notice;
  const again = verdict === 'updated' ? ` ${words.updated}` : '';
  return `${visible(record.key)}${again}\n  ${finding(record, language)}`;
}

function finding(record: FileRecord, language: Language): string {
  const words = WORDS[language];
  const when = words.when(new Date(record.uploadedAt));
  if (record.status === 'failed') return `${words.failed(words.reasons[record.reason])}, ${when}`;
  const note = record.encoding ? `, ${words.utf16}` : '';
  return `${words.lines(record.lines)}, ${words.size(record.bytes)}, ${when}${note}`;
}

/**
 * A key may hold anything, line breaks and text direction marks too: none of it may rearrange the mail, nor make SNS
 * refuse it, for then nothing behind it would be told either.
 */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2028\u2029]/gu, '\uFFFD');
}

function asciiOnly(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
