// Every record as the text of a file: CSV for spreadsheets, JSON for programs.
// Notice: a file may be called "=HYPERLINK(…)", and a spreadsheet would run that. So such a cell of CSV begins with an
// apostrophe (OWASP, "CSV Injection"). JSON is not changed.

import { stringify } from 'csv-stringify/sync';

export const FORMATS = ['csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface Style {
  readonly format: Format;
  /** A byte order mark first: without it Excel reads the text in the machine's own encoding. */
  readonly bom: boolean;
  /** Between two cells of CSV: Excel expects ";" in countries with a decimal comma, such as Brazil. */
  readonly delimiter: ',' | ';';
}

/** @param columns the first columns; all other fields of a record follow them */
export function fileText(
  records: readonly object[],
  columns: readonly string[],
  { format, bom, delimiter }: Style,
): string {
  if (format === 'json') return `${JSON.stringify(records, null, 2)}\n`;
  const further = new Set(records.flatMap((record) => Object.keys(record)).filter((name) => !columns.includes(name)));
  return stringify([...records], {
    header: true,
    columns: [...columns, ...[...further].sort()],
    bom,
    delimiter,
    escape_formulas: true,
    record_delimiter: 'windows', // RFC 4180
    quoted_match: /[\r\n]/, // a name may contain half of a line's end
    cast: { boolean: String },
  });
}
