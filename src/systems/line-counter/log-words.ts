// The log lines of the line counter's functions in words for people.

import { duration } from '../../engine/wait.ts';
import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';
import { counted, printable } from '../../screen/table.ts';
import type { FileRecord } from './record.ts';
import { encodingOf } from './record-words.ts';

/** The worker's messages in words for people. */
const WHAT: Readonly<Record<string, string>> = {
  created: 'counted',
  updated: 'counted anew',
  duplicate: 'known already',
  stale: 'overtaken by a newer one',
  announced: 'published',
};

/** The record in a line of the worker. */
export const recordIn = ({ fields: { record } }: LogLine): FileRecord | undefined =>
  typeof record === 'object' && record !== null && 'sequencer' in record ? (record as FileRecord) : undefined;

export function lineWords(line: LogLine): LineWords {
  const { message } = line;
  const what = WHAT[message];
  const details = message === 'announced' ? published(line) : resultOf(recordIn(line));
  return {
    ...(what && { what }),
    ...(details !== undefined && { details }),
    ...(message === 'announced' && { about: '' }),
  };
}

/** "12 lines, 340 bytes, 0.3 s after the upload" */
function resultOf(record: FileRecord | undefined): string | undefined {
  if (record?.status !== 'counted') return record?.reason;
  const waited = (Date.parse(record.countedAt) - Date.parse(record.uploadedAt)) / 1000;
  const late = waited >= 0 ? `, ${duration(waited)} after the upload` : ''; // clocks differ
  return `${counted(record.lines, 'line')}, ${counted(record.bytes, 'byte')}${encodingOf(record)}${late}`;
}

/** "2 results, the oldest after 0.8 s: a.txt, b.txt" */
function published({ fields: { count, waitSeconds }, files }: LogLine): string {
  const named = files.map(({ key }) => printable(key)).slice(0, 3);
  const names = files.length > named.length ? `${named.join(', ')} …` : named.join(', ');
  const waited = typeof waitSeconds === 'number' ? `, the oldest after ${duration(waitSeconds)}` : '';
  return `${typeof count === 'number' ? `${counted(count, 'result')}${waited}` : ''}${names ? `: ${names}` : ''}`;
}
