// Tables with straight columns, and file names that are safe to print.
// A file name may contain anything. `printable` replaces control characters, because they could move the cursor.

import width from 'fast-string-width';
import { type Language, type Text, translated } from '../engine/text.ts';
import { language } from './language.ts';

/** Like `padEnd`, but counts columns of the terminal: a combining accent needs none, an emoji needs two. */
export const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));

/** A name that is safe to print. The middle of a long name is left out. */
export function printable(name: string, most = 60): string {
  const whole = name.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\uFFFD');
  if (width(whole) <= most) return whole;
  const safe = [...new Intl.Segmenter().segment(whole)].map(({ segment }) => segment);
  let [from, to] = [0, safe.length];
  const kept = () => `${safe.slice(0, from).join('')}…${safe.slice(to).join('')}`;
  let text = kept();
  while (true) {
    if (from <= safe.length - to) from += 1;
    else to -= 1;
    const next = kept();
    if (width(next) > most) return text;
    text = next;
  }
}

/** The lines of a table. The first row is the head. Columns of numbers are aligned to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]?.map((_, column) => rows.map((row) => row[column] ?? '')) ?? [];
  const layout = columns.map((cells) => ({
    columns: Math.max(...cells.map((cell) => width(cell))),
    right: cells.slice(1).every((cell) => /^[\d,]*$/.test(cell)),
  }));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const { columns = 0, right = false } = layout[column] ?? {};
        return right ? ' '.repeat(columns - width(cell)) + cell : pad(cell, columns);
      })
      .join('   ')
      .trimEnd(),
  );
}

/** "12,345,678", in Portuguese "12.345.678" */
export const grouped = (number: number, of: Language = language()): string =>
  number.toLocaleString(of === 'pt' ? 'pt-BR' : 'en-US');

/** "1 line", "12 lines", "1,200 lines" */
export const counted = (count: number, what: string): string =>
  `${grouped(count, 'en')} ${what}${count === 1 ? '' : 's'}`;

/** The same in both languages. @param many default: `one` and an s */
export const countText = (count: number, one: Text, many = translated((of) => `${one[of]}s`)): Text =>
  translated((of) => `${grouped(count, of)} ${(count === 1 ? one : many)[of]}`);

/** "2026-03-07 14:05:09", in the time zone of this machine. */
export const localTime = (moment: string | Date): string => new Date(moment).toLocaleString('sv-SE');

/** "2026-03-07 14:05:09.123", in the time zone of this machine. */
export const preciseTime = (moment: Date): string =>
  `${localTime(moment)}.${String(moment.getMilliseconds()).padStart(3, '0')}`;
