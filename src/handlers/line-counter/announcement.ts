/**
 * What the accountants read: one plain text about everything an invocation found out.
 *
 * Notice the limits of SNS: a subject has at most 100 ASCII characters, so no file name goes there; a message has at
 * most 256 KB, so a very long list ends with "and N more".
 */
import type { FileRecord } from '../record.ts';
import type { Result } from './ledger.ts';
import { type Language, WORDS } from './words.ts';

/** A result of a file, or a message that named none. */
export type Notice = Result | { verdict: 'unreadable'; detail: string };

export interface Announcement {
  subject: string;
  body: string;
}

/** 256 KiB is the limit of SNS (Publish, API reference); the rest is room for "and N more". */
const BODY_BYTES = 256 * 1024 - 1_024;

export function composeAnnouncement(notices: Notice[], namespace: string, language: Language): Announcement {
  const words = WORDS[language];
  const counted = notices.filter((notice) => 'record' in notice && notice.record.status === 'counted').length;
  const summary = words.summary(counted, notices.length - counted);

  let body = `${summary}\n`;
  let room = BODY_BYTES - Buffer.byteLength(body);
  for (const [index, notice] of notices.entries()) {
    const text = `\n${paragraph(notice, language)}\n`;
    room -= Buffer.byteLength(text);
    if (room < 0) {
      body += `\n${words.more(notices.length - index)}\n`;
      break;
    }
    body += text;
  }
  return { subject: asciiOnly(`${namespace}: ${summary}`), body };
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

/** A key may hold anything, line breaks and text direction marks too: none of it may rearrange the mail. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\uFFFD');
}

function asciiOnly(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
