// An XLSX, cell by cell. Its parts are read in pieces and no sheet is held as a whole but its CSV.
// Notice: a cell with a formula gives the formula as text and not its result, so that nothing is calculated again by whoever
// opens the CSV.

import type { Cell } from './cell.ts';
import { columnNumber, moved } from './formula.ts';
import { SHEET } from './limits.ts';
import { Rejection } from './rejection.ts';
import { type ReadSheet, SheetBudget, SheetReader } from './sheet.ts';
import { attribute, readPart, readWorkbook, type Workbook } from './workbook.ts';
import { Zip } from './zip.ts';

/** @throws Rejection */
export async function readXlsx(bytes: Buffer): Promise<ReadSheet[]> {
  const zip = await Zip.open(bytes);
  const workbook = await readWorkbook(zip);
  const budget = new SheetBudget();
  const sheets: ReadSheet[] = [];
  for (const { name, path } of workbook.sheets) {
    const read = await readSheet(zip, path, workbook, new SheetReader(name, budget));
    if (read) sheets.push(read);
  }
  if (!sheets.some(({ sheet }) => sheet.rows)) throw new Rejection('no-rows');
  return sheets;
}

interface OpenCell {
  row: number;
  column: number;
  type: string;
  isDate: boolean;
  value: string;
  /** "" for a formula that another cell has the text of. */
  formula?: string;
  shared?: string;
}

async function readSheet(zip: Zip, path: string, workbook: Workbook, sheet: SheetReader) {
  const sharedFormulas = new Map<string, { formula: string; row: number; column: number }>();
  let row: (Cell | undefined)[] = [];
  let rowNumber = 0;
  let cell: OpenCell | undefined;
  let into: 'value' | 'formula' | undefined;

  const formulaOf = ({ formula, shared, row: at, column }: OpenCell): string | undefined => {
    if (formula === undefined || shared === undefined) return formula;
    const first = sharedFormulas.get(shared);
    if (formula) sharedFormulas.set(shared, { formula, row: at, column });
    return formula || (first && moved(first.formula, at - first.row, column - first.column));
  };

  await readPart(zip, path, {
    open(tag) {
      if (tag.local === 'row') {
        row = [];
        rowNumber = Number(attribute(tag, 'r')) || rowNumber + 1;
      } else if (tag.local === 'c') {
        const column = columnOf(attribute(tag, 'r')) ?? row.length;
        if (column >= SHEET.columns) throw new Rejection('too-much-inside', `more than ${SHEET.columns} columns`);
        const isDate = workbook.dateStyles[Number(attribute(tag, 's') ?? 0)] ?? false;
        cell = { row: rowNumber, column, type: attribute(tag, 't') ?? 'n', isDate, value: '' };
      } else if (cell && tag.local === 'f') {
        cell.formula = '';
        const shared = attribute(tag, 't') === 'shared' ? attribute(tag, 'si') : undefined;
        if (shared !== undefined) cell.shared = shared;
        into = 'formula';
      } else if (tag.local === 'v' || tag.local === 't') into = 'value';
      else if (tag.local === 'rPh') into = undefined;
    },
    text(piece) {
      if (!cell || !into) return;
      const text = (cell[into] ?? '') + piece;
      cell[into] = text;
      if (text.length > SHEET.cell)
        throw new Rejection('too-much-inside', `a cell of more than ${SHEET.cell} characters`);
    },
    close({ local }) {
      into = undefined;
      if (local === 'row') sheet.row(row);
      if (local !== 'c' || !cell) return;
      const formula = formulaOf(cell);
      const value = formula ? { text: `=${formula}`, kind: 'text' as const, formula: true } : plainCell(cell, workbook);
      if (value) row[cell.column] = value;
      cell = undefined;
    },
  });
  return sheet.end();
}

function plainCell({ type, value, isDate }: OpenCell, { shared, from1904 }: Workbook): Cell | undefined {
  if (value === '') return undefined;
  if (type === 's') {
    const text = shared[Number(value)];
    if (text === undefined) throw new Rejection('damaged', `shared text ${value}`);
    return text === '' ? undefined : { text, kind: 'text' };
  }
  if (type === 'b') return { text: value === '1' ? 'true' : 'false', kind: 'boolean' };
  if (type === 'd') return { text: value, kind: 'date' };
  if (type !== 'n') return { text: value, kind: 'text' }; // str, inlineStr, e (an error such as #DIV/0!)
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Rejection('damaged', `number ${value}`);
  return isDate ? { text: dateText(number, from1904), kind: 'date' } : { text: String(number), kind: 'number' };
}

const DAY = 86_400_000; // milliseconds

/** Days since 30 December 1899, which is right from March 1900 on; a value below one is a time of day. */
function dateText(days: number, from1904: boolean): string {
  const moment = new Date(Date.UTC(1899, 11, 30) + Math.round((days + (from1904 ? 1462 : 0)) * 86_400) * 1000);
  if (Number.isNaN(moment.getTime())) return String(days);
  const [date = '', time = ''] = moment.toISOString().slice(0, 19).split('T');
  if (days >= 0 && days < 1) return time;
  return moment.getTime() % DAY === 0 ? date : `${date}T${time}`;
}

/** "C5" is column 2. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0];
  return letters ? columnNumber(letters) : undefined;
}
