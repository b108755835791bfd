// What the function of the lake says in its log, in words for people.

import { type Language, type Text, translated } from '../../engine/text.ts';
import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';
import { countText } from '../../screen/table.ts';

const KNOWN: Text = { en: 'known already', pt: 'já conhecido' };
const LOADED: Text = { en: 'loaded', pt: 'carregado' };
const REFUSED: Text = { en: 'refused', pt: 'recusado' };
/** Of uploads that change nothing. */
const PASSED_OVER: Readonly<Record<string, LineWords>> = {
  repeated: { what: KNOWN, details: { en: 'this upload is in the lake', pt: 'este envio está no lago' } },
  older: { what: KNOWN, details: { en: 'a newer upload is in the lake', pt: 'um envio mais novo está no lago' } },
  ignored: {
    what: { en: 'left alone', pt: 'deixado de lado' },
    details: { en: 'not a CSV file below in/', pt: 'não é um arquivo CSV dentro de in/' },
  },
};
export const ROW: Text = { en: 'row', pt: 'linha' };
export const COLUMN: Text = { en: 'column', pt: 'coluna' };
const BYTE: Text = { en: 'byte', pt: 'byte' };
const WORDS = { en: { in: 'in', some: 'of them in DynamoDB' }, pt: { in: 'em', some: 'delas no DynamoDB' } };

/** "12 rows in 3 columns, vendas, 340 bytes"; of a refused file its reason. */
export function lineWords({ message, fields }: LogLine): LineWords {
  const { status, reason, rows, columns, bytes, dataset, items } = fields;
  const passedOver = PASSED_OVER[message];
  if (passedOver) return passedOver;
  if (status === 'failure') return { what: REFUSED, details: String(reason) };
  if (status !== 'success') return {};
  const count = (number: unknown, one: Text) => countText(Number(number ?? 0), one);
  const [rowCount, columnCount, byteCount] = [count(rows, ROW), count(columns, COLUMN), count(bytes, BYTE)];
  const details = (language: Language) => {
    const words = WORDS[language];
    const size = `${rowCount[language]} ${words.in} ${columnCount[language]}`;
    return [size, items !== rows && `${items} ${words.some}`, dataset, byteCount[language]].filter(Boolean).join(', ');
  };
  return { what: LOADED, details: translated(details) };
}
