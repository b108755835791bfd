// Every record as the text of a file: CSV for spreadsheets, JSON for programs.
// Notice: a file may be called "=HYPERLINK(…)". A spreadsheet would run that, so such a cell gets an apostrophe in front
// (OWASP, "CSV Injection"); in JSON nothing is changed.

import { stringify } from 'csv-stringify/sync';

export const FORMATS = ['csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface Style {
  readonly format: Format;
  /** A byte order mark in front: without it Excel takes UTF-8 for the alphabet of the machine. */
  readonly bom: boolean;
  /** Between two cells of CSV: Excel expects ";" where numbers have a decimal comma, as in Brazil. */
  readonly delimiter: ',' | ';';
}

/** @param columns what people look for first; what else a record knows stands behind it */
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
    quoted_match: /[\r\n]/, // a name may hold half of a line's end
    cast: { boolean: String },
  });
}
