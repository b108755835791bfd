// A CSV text as a table: names and kinds of its columns, and its rows in canonical text. It is read twice: the kinds must be
// known before the first row can be given.

import { canonical } from './canonical.ts';
import { dialectOf } from './dialect.ts';
import { ColumnFinder } from './infer.ts';
import { LARGEST_ROW, MOST_COLUMNS } from './limits.ts';
import { columnNames } from './names.ts';
import { type DecimalSign, evidenceOf } from './number.ts';
import { records } from './records.ts';
import { Refused } from './refusal.ts';
import type { Column, Row, Rows } from './rows.ts';

export interface Table extends Rows {
  readonly rows: number;
  /** Rows with fewer or more cells than the header. */
  readonly ragged: number;
  batches(): AsyncIterable<readonly Row[]>;
}

/** @throws Refused for a text that is no table, or one that is too wide */
export function readTable(text: string): Table {
  const { header, finders, evidence, rows, ragged } = look(text);
  const sign = decimalSign(evidence, dialectOf(text).delimiter);
  const forms = finders.map((finder) => finder.form(sign));
  const names = columnNames(finders.map((_, index) => header[index] ?? ''));
  const columns = forms.map(
    ({ kind, scale }, index): Column => ({ name: names[index] as string, kind, ...(scale && { scale }) }),
  );
  return {
    ...{ columns, rows, ragged },
    async *batches() {
      let isHeader = true;
      for (const piece of records(text)) {
        const body = isHeader ? piece.slice(1) : piece;
        isHeader = false;
        if (body.length) yield body.map((cells) => forms.map((form, index) => canonical(cells[index] ?? '', form)));
      }
    },
  };
}

interface Looked {
  readonly header: readonly string[];
  readonly finders: readonly ColumnFinder[];
  readonly evidence: Readonly<Record<DecimalSign, boolean>>;
  readonly rows: number;
  readonly ragged: number;
}

function look(text: string): Looked {
  const finders: ColumnFinder[] = [];
  const evidence = { ',': false, '.': false };
  let header: readonly string[] | undefined;
  let rows = 0;
  let ragged = 0;
  for (const piece of records(text))
    for (const cells of piece) {
      if (cells.length > MOST_COLUMNS)
        throw new Refused(`${cells.length} columns in ${where(header, rows)}; at most ${MOST_COLUMNS} are loaded`);
      while (finders.length < cells.length) finders.push(new ColumnFinder());
      if (!header) {
        header = cells;
        continue;
      }
      rows += 1;
      if (cells.length !== header.length) ragged += 1;
      refuseLong(cells, rows);
      for (const [index, raw] of cells.entries()) {
        const cell = raw.trim();
        if (!cell) continue;
        finders[index]?.add(cell);
        const sign = FRACTION.test(cell) ? evidenceOf(cell) : undefined;
        if (sign) evidence[sign] = true;
      }
    }
  if (!header) throw new Refused('it is empty');
  return { header, finders, evidence, rows, ragged };
}

const where = (header: unknown, rows: number) => (header ? `line ${rows + 1}` : 'the header');

/** Cheap, before the exact look: most cells have no fraction. */
const FRACTION = /^[-R\d].*[.,]\d/;

function refuseLong(cells: readonly string[], line: number): void {
  let letters = 0;
  for (const cell of cells) letters += cell.length;
  if (letters * 4 <= LARGEST_ROW) return;
  const bytes = Buffer.byteLength(cells.join(''));
  if (bytes > LARGEST_ROW)
    throw new Refused(`line ${line} has ${bytes} bytes; at most ${LARGEST_ROW} fit into an item of DynamoDB`);
}

/**
 * One sign for the whole file. Where its cells show only one of them, that one. Else by the delimiter: a file with ";" was
 * written where the comma is in the numbers. So "1.234" in such a file is one thousand two hundred and thirty-four.
 */
function decimalSign(evidence: Looked['evidence'], delimiter: string): DecimalSign {
  if (evidence[','] !== evidence['.']) return evidence[','] ? ',' : '.';
  return delimiter === ';' ? ',' : '.';
}
