// The log lines of the line counter's functions in words for people.

import { type Text, translated, type Wording } from '../../engine/text.ts';
import { duration } from '../../engine/wait.ts';
import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';
import { countText, printable } from '../../screen/table.ts';
import type { FileRecord } from './record.ts';
import { encodingOf } from './record-words.ts';

/** The worker's messages in words for people. */
const WHAT: Readonly<Record<string, Text>> = {
  created: { en: 'counted', pt: 'contado' },
  updated: { en: 'counted anew', pt: 'contado de novo' },
  duplicate: { en: 'known already', pt: 'já conhecido' },
  stale: { en: 'overtaken by a newer one', pt: 'ultrapassado por um mais novo' },
  announced: { en: 'published', pt: 'publicado' },
  ignored: { en: 'ignored', pt: 'ignorado' },
  'comes back': { en: 'comes back', pt: 'volta à fila' },
  'failed for good': { en: 'failed for good', pt: 'falhou de vez' },
};

/** The record in a line of the worker. */
export const recordIn = ({ fields: { record } }: LogLine): FileRecord | undefined =>
  typeof record === 'object' && record !== null && 'sequencer' in record ? (record as FileRecord) : undefined;

export function lineWords(line: LogLine): LineWords {
  const { message } = line;
  const what = WHAT[message];
  const details =
    message === 'announced' ? published(line) : message === 'ignored' ? noFile(line) : resultOf(recordIn(line));
  return {
    ...(what && { what }),
    ...(details !== undefined && { details }),
    ...(message === 'announced' && { about: '' }),
  };
}

/** S3 sends a first event when it is told to notify a queue, and one for each deletion. */
const noFile = ({ fields: { what } }: LogLine): Text => {
  const event = printable(String(what), 60);
  return { en: `the event ${event} tells of no new file`, pt: `o evento ${event} não fala de arquivo novo` };
};

/** "12 lines, 340 bytes, 0.3 s after the upload". Why it failed is in the function's own words. */
function resultOf(record: FileRecord | undefined): Wording | undefined {
  if (record?.status !== 'counted') return record?.reason;
  const waited = (Date.parse(record.countedAt) - Date.parse(record.uploadedAt)) / 1000;
  return translated((language) => {
    const numbers = `${countText(record.lines, LINE)[language]}, ${countText(record.bytes, BYTE)[language]}`;
    const late = waited >= 0 ? `, ${duration(waited, language)} ${AFTER_THE_UPLOAD[language]}` : ''; // clocks differ
    return `${numbers}${encodingOf(record)[language]}${late}`;
  });
}

export const LINE: Text = { en: 'line', pt: 'linha' };
const BYTE: Text = { en: 'byte', pt: 'byte' };
const RESULT: Text = { en: 'result', pt: 'resultado' };
const AFTER_THE_UPLOAD: Text = { en: 'after the upload', pt: 'depois do envio' };
const OLDEST: Text = { en: 'the oldest after', pt: 'o mais antigo depois de' };

/** "2 results, the oldest after 0.8 s: a.txt, b.txt" */
function published({ fields: { count, waitSeconds }, files }: LogLine): Text {
  const named = files.map(({ key }) => printable(key)).slice(0, 3);
  const names = files.length > named.length ? `${named.join(', ')} …` : named.join(', ');
  return translated((language) => {
    const waited = typeof waitSeconds === 'number' ? `, ${OLDEST[language]} ${duration(waitSeconds, language)}` : '';
    const results = typeof count === 'number' ? `${countText(count, RESULT)[language]}${waited}` : '';
    return `${results}${names ? `: ${names}` : ''}`;
  });
}
