// A log line for people: when, how bad, what happened, to which file, and what matters of it.
// Notice: a file's name and an error's text come from outside, so nothing is printed that could move the cursor.

import pc from 'picocolors';
import { duration } from '../../engine/wait.ts';
import { counted, preciseTime, shown } from '../../screen/table.ts';
import { encodingOf } from '../../systems/line-counter/records.ts';
import type { Level, LogLine } from './line.ts';

/** Powertools' words, and ours. */
const WORDS: Readonly<Record<string, string>> = {
  created: 'counted',
  updated: 'counted anew',
  duplicate: 'known already',
  stale: 'overtaken by a newer one',
  announced: 'published',
};
const TONES: Readonly<Record<Level, (text: string) => string>> = {
  DEBUG: pc.dim,
  INFO: pc.green,
  WARN: pc.yellow,
  ERROR: pc.red,
};

/** Columns of an error or of a line that is not ours. */
const LONGEST = 400;

/** "2026-03-07 14:05:09.123  INFO   counted  março.txt  12 lines, 340 bytes, 0.3 s after the upload" */
export function inWords(line: LogLine): string {
  const { at, level, message, files } = line;
  const what = WORDS[message] ?? shown(message, LONGEST);
  const about = message === 'announced' ? [] : files.map(({ key }) => shown(key));
  const parts = [what, pc.bold(about.join(', ')), details(line)].filter((part) => part && part !== pc.bold(''));
  return `${pc.dim(preciseTime(at))}  ${TONES[level](level.padEnd(5))}  ${parts.join('   ')}`;
}

function details({ message, record, error, fields, files, ended }: LogLine): string {
  if (ended) return endOfRun(fields);
  if (record?.status === 'counted') {
    const waited = (Date.parse(record.countedAt) - Date.parse(record.uploadedAt)) / 1000;
    const late = waited >= 0 ? `, ${duration(waited)} after the upload` : ''; // clocks differ
    return `${counted(record.lines, 'line')}, ${counted(record.bytes, 'byte')}${encodingOf(record)}${late}`;
  }
  if (record?.status === 'failed') return record.reason;
  if (message === 'announced') {
    const { count, waitSeconds } = fields;
    const named = files.map(({ key }) => shown(key)).slice(0, 3);
    const names = files.length > named.length ? `${named.join(', ')} …` : named.join(', ');
    const waited = typeof waitSeconds === 'number' ? `, the oldest after ${duration(waitSeconds)}` : '';
    return `${typeof count === 'number' ? `${counted(count, 'result')}${waited}` : ''}${names ? `: ${names}` : ''}`;
  }
  if (error) return shown(error, LONGEST);
  const rest = Object.entries(fields).filter(([name]) => !['bucket', 'key', 'files', 'messageId'].includes(name));
  return rest.map(([name, value]) => `${name} ${shown(said(value), 100)}`).join(', ');
}

/** "request 8476a536-…, 128 of 128 MB used" */
function endOfRun({ requestId, memorySizeMB, maxMemoryUsedMB }: LogLine['fields']): string {
  const memory = maxMemoryUsedMB !== undefined && `${maxMemoryUsedMB} of ${memorySizeMB} MB used`;
  return [requestId && `request ${requestId}`, memory].filter(Boolean).join(', ');
}

const said = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
