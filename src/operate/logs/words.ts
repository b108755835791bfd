// A log line for people: time, level, what happened, to which file, and details.
// A file's name and an error's text come from outside, so nothing is printed that could move the cursor.

import pc from 'picocolors';
import type { Wording } from '../../engine/text.ts';
import { spoken } from '../../screen/language.ts';
import { preciseTime, printable } from '../../screen/table.ts';
import type { Level, LogLine } from './log-line.ts';

/** A system's own words for a line; the general rules give what it leaves out. */
export interface LineWords {
  /** "counted" for the message "created" */
  readonly what?: Wording;
  /** Default: the names of the files. */
  readonly about?: Wording;
  readonly details?: Wording;
}

const TONES: Readonly<Record<Level, (text: string) => string>> = {
  DEBUG: pc.dim,
  INFO: pc.green,
  WARN: pc.yellow,
  ERROR: pc.red,
};

/** Most columns of an error or of a line that is not ours. */
const LONGEST = 400;

/** "2026-03-07 14:05:09.123  INFO   counted  março.txt  12 lines, 340 bytes, 0.3 s after the upload" */
export function inWords(line: LogLine, wordsOf?: (line: LogLine) => LineWords): string {
  const { at, level, message, files, ended } = line;
  const words = wordsOf?.(line);
  const what = words?.what === undefined ? printable(message, LONGEST) : spoken(words.what);
  const about = words?.about !== undefined ? spoken(words.about) : files.map(({ key }) => printable(key)).join(', ');
  const rest = ended ? endOfRun(line.fields) : spoken(words?.details ?? details(line));
  const parts = [what, about && pc.bold(about), rest].filter(Boolean);
  return `${pc.dim(preciseTime(at))}  ${TONES[level](level.padEnd(5))}  ${parts.join('   ')}`;
}

function details({ error, fields }: LogLine): string {
  if (error) return printable(error, LONGEST);
  const rest = Object.entries(fields).filter(([name]) => !['bucket', 'key', 'files', 'messageId'].includes(name));
  return rest.map(([name, value]) => `${name} ${printable(said(value), 100)}`).join(', ');
}

/** "request 8476a536-…, 128 of 128 MB used" */
function endOfRun({ requestId, memorySizeMB, maxMemoryUsedMB }: LogLine['fields']): string {
  const used = {
    en: `${maxMemoryUsedMB} of ${memorySizeMB} MB used`,
    pt: `${maxMemoryUsedMB} de ${memorySizeMB} MB usados`,
  };
  const request = `${spoken({ en: 'request', pt: 'requisição' })} ${requestId}`;
  return [requestId && request, maxMemoryUsedMB !== undefined && spoken(used)].filter(Boolean).join(', ');
}

const said = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
