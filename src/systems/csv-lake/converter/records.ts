// The rows of a CSV text as they stand there, a piece at a time, so that millions need no memory.

import Papa, { type ParseError, type ParseResult } from 'papaparse';
import { dialectOf } from './dialect.ts';
import { Refused } from './refusal.ts';

/** Papa's parser below its reader: its types do not name it (papaparse.js, "Parser"). */
interface PieceParser {
  /** @param isPart the last row may be cut, and is left out */
  parse(input: string, baseIndex: number, isPart: boolean): ParseResult<string[]>;
}
const Parser = Papa.Parser as unknown as new (settings: { delimiter: string; newline: string }) => PieceParser;

/** Letters of one piece. */
const PIECE = 1024 * 1024;

/**
 * Every row, the header first. A row without any cell is left out.
 * @throws Refused when quotation marks do not fit
 */
export function* records(text: string, piece = PIECE): Generator<readonly string[][]> {
  const { delimiter, start } = dialectOf(text);
  let rows = 0;
  for (let from = start, size = piece; from < text.length; ) {
    const isLast = from + size >= text.length;
    const { data, errors, meta } = new Parser({ delimiter, newline: '\n' }).parse(
      text.slice(from, from + size),
      0,
      !isLast,
    );
    for (const error of errors) throw new Refused(words(error, rows));
    if (!isLast && meta.cursor === 0) {
      size *= 2; // one row is longer than the piece
      continue;
    }
    const filled = data.filter((row) => row.length > 1 || row[0] !== '');
    rows += filled.length;
    if (filled.length) yield filled;
    from = isLast ? text.length : from + meta.cursor;
    size = piece;
  }
}

function words({ code, row = 0 }: ParseError, before: number): string {
  const line = before + row;
  const where = line === 0 ? 'the header' : `line ${line}`;
  return code === 'MissingQuotes'
    ? `a quotation mark in ${where} is never closed`
    : `a quotation mark in ${where} stands inside of a cell`;
}
