// Tables with straight columns, and file names that are safe to print.
// A file name may contain anything. `printable` replaces control characters, because they could move the cursor.

import width from 'fast-string-width';
import { type Language, type Text, translated } from '../engine/text.ts';
import { language } from './language.ts';
import { wrapped } from './wrap.ts';

/** Like `padEnd`, but counts columns of the terminal: a combining accent needs none, an emoji needs two. */
export const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));

/** Has a terminal of so many columns room for each line? @param room undefined or 0: there is no terminal */
export const fits = (lines: readonly string[], room: number | undefined): boolean =>
  !room || lines.every((line) => width(line) <= room);

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

/** Blanks between two columns, and where a terminal has no room for these. */
const [WIDE, NARROW] = [3, 2];

/** Columns that the last column needs at least, when it is broken into lines. */
const LAST = 20;

/**
 * A text for each row of a table. The first row is the head. Columns of numbers are aligned to the right. On a terminal
 * that is too narrow the last column is broken into lines; and when the others leave no room for it, each text has the
 * first cell in its first line, the second too or below it, and then the others: side by side, or each with its head.
 * @param room columns of the terminal; undefined or 0 when there is none
 */
export function table(rows: readonly (readonly string[])[], room?: number): string[] {
  const whole = within(rows, room);
  if (whole) return whole;
  const others = withoutFirst(rows);
  const narrower = room && room - INDENT.length;
  const below = within(others, narrower) ?? twice(others, narrower) ?? listed(others);
  return stacked(rows, below);
}

const INDENT = '  ';
const withoutFirst = (rows: readonly (readonly string[])[]) => rows.map(([, ...others]) => others);

/** The first cell of each row, and what is shown below it. */
const stacked = (rows: readonly (readonly string[])[], below: readonly string[]): string[] =>
  rows.map(([first = ''], at) => {
    const under = below[at] && INDENT + below[at].replaceAll('\n', `\n${INDENT}`);
    return [first, under].filter(Boolean).join('\n');
  });

/** The second cell in a line of its own, too. */
function twice(rows: readonly (readonly string[])[], room: number | undefined): string[] | undefined {
  const below = within(withoutFirst(rows), room && room - INDENT.length);
  return below && stacked(rows, below);
}

/** Each cell with its head in a line of its own; nothing for the row of heads, and for an empty cell. */
function listed([heads = [], ...rows]: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...heads.map((head) => width(head)));
  const lines = (row: readonly string[]) =>
    row.flatMap((cell, at) => (cell ? [`${pad(heads[at] ?? '', columns)}  ${cell}`] : []));
  return ['', ...rows.map((row) => lines(row).join('\n'))];
}

/** The rows of a table that has room. */
function within(rows: readonly (readonly string[])[], room: number | undefined): string[] | undefined {
  const layouts = [WIDE, NARROW].map((gap) => aligned(rows, gap));
  const whole = layouts.find(({ lines }) => fits(lines, room));
  if (whole || !room) return whole?.lines;
  const broken = layouts.find(({ last }) => room - last >= LAST);
  return broken?.lines.map((line) => wrapped(line, room, broken.last));
}

/** @returns the lines, and the columns before the last column */
function aligned(rows: readonly (readonly string[])[], gap: number): { lines: string[]; last: number } {
  const columns = rows[0]?.map((_, column) => rows.map((row) => row[column] ?? '')) ?? [];
  const layout = columns.map((cells) => ({
    columns: Math.max(...cells.map((cell) => width(cell))),
    right: cells.slice(1).every((cell) => NUMBER.test(cell)),
  }));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const { columns = 0, right = false } = layout[column] ?? {};
        return right ? ' '.repeat(columns - width(cell)) + cell : pad(cell, columns);
      })
      .join(' '.repeat(gap))
      .trimEnd(),
  );
  return { lines, last: layout.slice(0, -1).reduce((sum, { columns }) => sum + columns + gap, 0) };
}

/** "1,234" or, in Portuguese, "1.234" */
const NUMBER = /^[\d.,]*$/;

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
