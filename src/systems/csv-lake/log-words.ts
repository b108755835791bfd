// What the function of the lake says in its log, in words for people.

import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';
import { counted } from '../../screen/table.ts';

/** "12 rows in 3 columns, vendas, 340 bytes"; of a refused file its reason. */
export function lineWords({ message, fields }: LogLine): LineWords {
  const { status, reason, rows, columns, bytes, dataset, items } = fields;
  if (message === 'repeated')
    return { what: 'known already', details: { en: 'this upload is in the lake', pt: 'este envio está no lago' } };
  if (message === 'older')
    return {
      what: 'known already',
      details: { en: 'a newer upload is in the lake', pt: 'um envio mais novo está no lago' },
    };
  if (message === 'ignored')
    return {
      what: 'left alone',
      details: { en: 'not a CSV file below in/', pt: 'não é um arquivo CSV dentro de in/' },
    };
  if (status === 'failure') return { details: String(reason) };
  if (status !== 'success') return {};
  const size = `${counted(Number(rows ?? 0), 'row')} in ${counted(Number(columns ?? 0), 'column')}`;
  const some = items !== rows && `${items} of them in DynamoDB`;
  const numbers = [size, some, dataset, counted(Number(bytes ?? 0), 'byte')];
  return { details: numbers.filter(Boolean).join(', ') };
}
