// What the function of the lake says in its log, in words for people.

import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';
import { counted } from '../../screen/table.ts';

/** "12 rows in 3 columns, vendas, 340 bytes"; of a refused file its reason. */
export function lineWords({ message, fields }: LogLine): LineWords {
  const { status, reason, rows, columns, bytes, dataset, items } = fields;
  if (message === 'repeated') return { what: 'known already', details: 'this upload is in the lake' };
  if (message === 'older') return { what: 'known already', details: 'a newer upload is in the lake' };
  if (message === 'ignored') return { what: 'left alone', details: 'not a CSV file below in/' };
  if (status === 'failure') return { details: String(reason) };
  if (status !== 'success') return {};
  const size = `${counted(Number(rows ?? 0), 'row')} in ${counted(Number(columns ?? 0), 'column')}`;
  const some = items !== rows && `${items} of them in DynamoDB`;
  const numbers = [size, some, dataset, counted(Number(bytes ?? 0), 'byte')];
  return { details: numbers.filter(Boolean).join(', ') };
}
