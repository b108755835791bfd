// The answer to a query as a table, as CSV, or as JSON.
// Notice: a cell may hold anything that was in somebody's file. In a table control characters are replaced, because they
// could move the cursor; in CSV a cell that a spreadsheet would run begins with an apostrophe (OWASP, "CSV Injection").

import { stringify } from 'csv-stringify/sync';
import type { QueryAnswer, QueryColumn } from '../../runtime/query-answer.ts';
import { printable, table } from '../../screen/table.ts';

type Cell = string | null;

/** A text for each row of a table. An empty cell is one without a value (NULL). @param room columns of the terminal */
export const tableLines = ({ columns, rows }: QueryAnswer, room?: number): string[] =>
  table(
    [columns.map(({ name }) => printable(name)), ...rows.map((row) => row.map((cell, at) => shown(cell, columns[at])))],
    room,
  );

const shown = (cell: Cell, column: QueryColumn | undefined): string =>
  cell === null ? '' : column?.kind === 'boolean' ? String(cell === 't') : printable(cell);

/** A number is never a formula, although "-5" begins like one. */
export const csvText = ({ columns, rows }: QueryAnswer): string =>
  stringify([columns.map(({ name }) => name), ...rows.map((row) => row.map((cell, at) => inCsv(cell, columns[at])))], {
    escape_formulas: true,
    record_delimiter: 'windows', // RFC 4180
    quoted_match: /[\r\n]/,
    cast: { object: ({ number }) => ({ value: String(number), escape_formulas: false }) },
  });

const inCsv = (cell: Cell, column: QueryColumn | undefined) =>
  cell !== null && column?.kind === 'number'
    ? { number: cell }
    : column?.kind === 'boolean' && cell !== null
      ? String(cell === 't')
      : cell;

/** One object a row. A name that stands twice gets a number: "total", "total_2". */
export function jsonRows({ columns, rows }: QueryAnswer): object[] {
  const names = distinct(columns.map(({ name }) => name));
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [names[at], asValue(cell, columns[at])])));
}

function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let number = 2; taken.has(own); number += 1) own = `${name}_${number}`;
    taken.add(own);
    return own;
  });
}

/** A number of more than 15 digits stays text, because a program would round it. So do NaN and Infinity. */
function asValue(cell: Cell, column: QueryColumn | undefined): Cell | number | boolean {
  if (cell === null || column?.kind === undefined || column.kind === 'text') return cell;
  if (column.kind === 'boolean') return cell === 't';
  return cell.replace(/\D/g, '').length <= 15 && Number.isFinite(Number(cell)) ? Number(cell) : cell;
}
