// Columns that stay straight, whatever stands in them.
// Notice: a file name may hold anything. Accents can be signs of their own, an emoji is two columns wide, and a control
// character could move the cursor, so `shown` takes those out before anything is printed.

const WIDE =
  /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]/u;
const characters = new Intl.Segmenter();

/** How many columns of a terminal the text takes. */
export function width(text: string): number {
  let columns = 0;
  for (const { segment } of characters.segment(text))
    columns += WIDE.test(segment) ? 2 : /^[\p{M}\p{Cf}]+$/u.test(segment) ? 0 : 1;
  return columns;
}

/** Like `padEnd`, by what is seen. */
export const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));

/** A name, safe to print; a long one with its middle left out. */
export function shown(name: string, most = 60): string {
  const safe = [...characters.segment(name.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\uFFFD'))].map(
    ({ segment }) => segment,
  );
  if (width(safe.join('')) <= most) return safe.join('');
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

/** Lines of a table, the first row its heads. Columns of numbers stand to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]?.map((_, column) => rows.map((row) => row[column] ?? '')) ?? [];
  const layout = columns.map((cells) => ({
    columns: Math.max(...cells.map(width)),
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

/** "12,345,678" */
export const grouped = (number: number): string => number.toLocaleString('en-US');

/** "1 line", "12 lines", "1,200 lines" */
export const counted = (count: number, what: string): string => `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;

/** "2026-03-07 14:05:09", by the clock of this machine. */
export const localTime = (moment: string | Date): string => new Date(moment).toLocaleString('sv-SE');

/** "2026-03-07 14:05:09.123", by the clock of this machine. */
export const preciseTime = (moment: Date): string =>
  `${localTime(moment)}.${String(moment.getMilliseconds()).padStart(3, '0')}`;
