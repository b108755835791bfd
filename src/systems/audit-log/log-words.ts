// What the function of the audit log says in its log, in words for people.

import type { Text } from '../../engine/text.ts';
import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';
import { spoken } from '../../screen/language.ts';
import { counted } from '../../screen/table.ts';

const RECORDED: Text = { en: 'recorded', pt: 'registrado' };
const DELETED = 'ObjectRemoved:';

/** "12 lines, 340 bytes, csv"; of a failure its reason; of a deletion "deleted". */
export function lineWords({ message, fields }: LogLine): LineWords {
  const { event, status, reason, lines, bytes, format } = fields;
  if (message === 'repeated')
    return { what: spoken({ en: 'known already', pt: 'já conhecido' }), details: String(event) };
  if (status === 'failure') return { details: String(reason) };
  if (status !== 'success') return {};
  if (String(event).startsWith(DELETED))
    return { what: spoken(RECORDED), details: spoken({ en: 'deleted', pt: 'excluído' }) };
  const numbers = [counted(Number(lines ?? 0), 'line'), counted(Number(bytes ?? 0), 'byte'), format];
  return { details: numbers.filter(Boolean).join(', ') };
}
