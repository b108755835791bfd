// What the function of the audit log says in its log, in words for people.

import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';
import { counted } from '../../screen/table.ts';

const DELETED = 'ObjectRemoved:';

/** "12 lines, 340 bytes, csv"; of a failure its reason; of a deletion "deleted". */
export function lineWords({ message, fields }: LogLine): LineWords {
  const { event, status, reason, lines, bytes, format } = fields;
  if (message === 'repeated') return { what: 'known already', details: String(event) };
  if (status === 'failure') return { details: String(reason) };
  if (status !== 'success') return {};
  if (String(event).startsWith(DELETED)) return { what: 'recorded', details: 'deleted' };
  const numbers = [counted(Number(lines ?? 0), 'line'), counted(Number(bytes ?? 0), 'byte'), format];
  return { details: numbers.filter(Boolean).join(', ') };
}
