// How the file separates its cells.

export interface Dialect {
  readonly delimiter: string;
  /** Where its first row begins: after a line "sep=;", which Excel understands. */
  readonly start: number;
}

/** In this order when two stand equally often: a Brazilian file has commas inside of its numbers. */
const DELIMITERS = [';', '\t', '|', ','] as const;

/** Stands in no file: the delimiter of a file with one column. A comma would cut "1,50" in two. */
const NONE = '\x1f';

/** The sign that stands in the header most often, outside of quotation marks. */
export function dialectOf(text: string): Dialect {
  const told = /^sep=(.)\n/i.exec(text);
  if (told) return { delimiter: told[1] as string, start: told[0].length };
  const start = /^\n*/.exec(text)?.[0].length ?? 0;
  const header = headerOf(text.slice(start, start + HEADER));
  const times = (sign: string) => header.split(sign).length - 1;
  const [most = NONE] = [...DELIMITERS].sort((one, other) => times(other) - times(one));
  return { delimiter: times(most) > 0 ? most : NONE, start };
}

/** Letters that are looked at. */
const HEADER = 256 * 1024;

/** The first row without what stands in quotation marks; such a cell may have lines of its own. */
const headerOf = (text: string) => text.replace(/"(?:[^"]|"")*"/g, '').split('\n', 1)[0] as string;
