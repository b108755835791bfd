// A CSV file as one sheet.

import { CsvError, parse } from 'csv-parse/sync';
import { textCell } from './cell.ts';
import { utf8 } from './content.ts';
import { SHEET } from './limits.ts';
import { Rejection } from './rejection.ts';
import { type ReadSheet, SheetBudget, SheetReader } from './sheet.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** @param name of the sheet in the result @throws Rejection for text that is no table of at least two columns and one row */
export function readCsv(bytes: Uint8Array, name: string): ReadSheet {
  const text = utf8(bytes);
  const delimiter = delimiterOf(text);
  if (!delimiter || isJson(text)) throw new Rejection('unknown-kind');
  const reader = new SheetReader(name, new SheetBudget());
  try {
    parse(text, {
      delimiter,
      skip_empty_lines: true,
      max_record_size: SHEET.cell * 8,
      on_record(record: string[]) {
        reader.row(record.map(textCell));
        return null; // the parser keeps none
      },
    });
  } catch (error) {
    throw error instanceof CsvError ? asRejection(error) : error;
  }
  const read = reader.end();
  if (!read?.sheet.rows) throw new Rejection('no-rows');
  return read;
}

const asRejection = ({ code, message }: CsvError) =>
  new Rejection(
    code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH'
      ? 'ragged-rows'
      : code === 'CSV_MAX_RECORD_SIZE'
        ? 'too-much-inside'
        : 'damaged',
    message,
  );

/** The one that the first line has most of, outside of quotes. */
function delimiterOf(text: string): string | undefined {
  const line = /^[^\r\n]{0,100000}/.exec(text.trimStart())?.[0].replace(/"[^"]*"/g, '') ?? '';
  const counted = DELIMITERS.map((one) => ({ one, times: line.split(one).length - 1 })).filter(
    ({ times }) => times > 0,
  );
  return counted.sort((a, b) => b.times - a.times)[0]?.one;
}

/** A line of JSON has commas, and is no table. */
const isJson = (text: string) => /^\s*(\{\s*["}]|\[\s*["{[\]\d])/.test(text);
