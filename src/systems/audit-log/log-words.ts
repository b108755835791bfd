// What the function of the audit log says in its log, in words for people.

import { type Language, type Text, translated } from '../../engine/text.ts';
import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';
import { countText } from '../../screen/table.ts';

const RECORDED: Text = { en: 'recorded', pt: 'registrado' };
const KNOWN: Text = { en: 'known already', pt: 'já conhecido' };
const LINE: Text = { en: 'line', pt: 'linha' };
const BYTE: Text = { en: 'byte', pt: 'byte' };
const DELETED = 'ObjectRemoved:';

/** "12 lines, 340 bytes, csv"; of a failure its reason; of a deletion "deleted". */
export function lineWords({ message, fields }: LogLine): LineWords {
  const { event, status, reason, lines, bytes, format } = fields;
  if (message === 'repeated') return { what: KNOWN, details: String(event) };
  if (status === 'failure') return { details: String(reason) };
  if (status !== 'success') return {};
  if (String(event).startsWith(DELETED)) return { what: RECORDED, details: { en: 'deleted', pt: 'excluído' } };
  const [lineCount, byteCount] = [countText(Number(lines ?? 0), LINE), countText(Number(bytes ?? 0), BYTE)];
  const details = (language: Language) => [lineCount[language], byteCount[language], format].filter(Boolean).join(', ');
  return { details: translated(details) };
}
