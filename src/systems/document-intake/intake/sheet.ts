// One sheet, row by row: its CSV, its header, and of what kind each column is. Rows are not kept.

import { type Cell, type CellKind, csvField } from './cell.ts';
import { SHEET } from './limits.ts';
import { Rejection } from './rejection.ts';
import type { Sheet } from './result.ts';

export interface ReadSheet {
  readonly sheet: Sheet;
  readonly csv: string;
}

/** What all sheets of a document may use together. */
export class SheetBudget {
  #cells: number = SHEET.cells;
  #csv: number = SHEET.csv;

  /** @throws Rejection when nothing is left */
  take(cells: number, csv: number): void {
    this.#cells -= cells;
    this.#csv -= csv;
    if (this.#cells < 0) throw new Rejection('too-much-inside', `more than ${SHEET.cells} cells`);
    if (this.#csv < 0) throw new Rejection('too-much-inside', `more than ${SHEET.csv} characters of CSV`);
  }
}

export type Row = readonly (Cell | undefined)[];

export class SheetReader {
  readonly #name: string;
  readonly #budget: SheetBudget;
  readonly #lines: string[] = [];
  readonly #kinds: (CellKind | 'mixed' | undefined)[] = [];
  #header: string[] | undefined;
  #rows = 0;
  #formulas = 0;

  constructor(name: string, budget: SheetBudget) {
    this.#name = name;
    this.#budget = budget;
  }

  /** Empty rows are left out. The first other one is the header. */
  row(cells: Row): void {
    if (!cells.some(Boolean)) return;
    // A row may be shorter than the header: spreadsheets do not store empty cells at its end.
    const width = Math.max(cells.length, this.#header?.length ?? 0);
    const fields: string[] = [];
    for (let at = 0; at < width; at++) {
      const cell = cells[at];
      fields.push(cell ? csvField(cell) : '');
      if (cell?.formula) this.#formulas++;
      if (cell && this.#header) this.#kinds[at] = joint(this.#kinds[at], cell.kind);
    }
    const line = fields.join(',');
    this.#budget.take(width, line.length + 2);
    this.#lines.push(line);
    if (this.#header) this.#rows++;
    else this.#header = Array.from(cells, (cell) => cell?.text.trim() ?? '');
  }

  /** @returns undefined for a sheet without a row */
  end(): ReadSheet | undefined {
    const header = this.#header;
    if (!header) return undefined;
    const width = Math.max(header.length, this.#kinds.length);
    const columns = Array.from({ length: width }, (_, at) => ({
      name: header[at] ?? '',
      kind: this.#kinds[at] ?? ('empty' as const),
    }));
    return {
      sheet: { name: this.#name, header, rows: this.#rows, columns, formulas: this.#formulas },
      csv: `${this.#lines.join('\r\n')}\r\n`, // RFC 4180
    };
  }
}

const joint = (one: CellKind | 'mixed' | undefined, other: CellKind) =>
  one === undefined || one === other ? other : 'mixed';
