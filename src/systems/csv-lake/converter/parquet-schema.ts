// The columns of a table as Parquet has them, and a value in both forms.
// Source: Apache Parquet, "Logical Types".

import type { SchemaElement } from 'hyparquet';
import type { Cell, Column, Kind } from './rows.ts';

type Element = Omit<SchemaElement, 'name' | 'repetition_type'>;

const ELEMENTS: Readonly<Record<Exclude<Kind, 'decimal'>, Element>> = {
  boolean: { type: 'BOOLEAN' },
  integer: { type: 'INT64' },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' },
  },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
};

/** 18 digits fit into 64 bits; ours are at most 15. */
const PRECISION = 18;

const decimal = (scale: number): Element => ({
  ...{ type: 'INT64', converted_type: 'DECIMAL', scale, precision: PRECISION },
  logical_type: { type: 'DECIMAL', scale, precision: PRECISION },
});

export const schemaOf = (columns: readonly Column[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(
    ({ name, kind, scale = 0 }): SchemaElement => ({
      ...{ name, repetition_type: 'OPTIONAL' },
      ...(kind === 'decimal' ? decimal(scale) : ELEMENTS[kind]),
    }),
  ),
];

/** A decimal without its point is a whole number: no rounding anywhere. */
export function toParquet(cell: Cell, kind: Kind): unknown {
  if (cell === null) return null;
  if (kind === 'boolean') return cell === 'true';
  if (kind === 'integer') return BigInt(cell);
  if (kind === 'decimal') return BigInt(cell.replace('.', ''));
  if (kind === 'date') return Date.parse(`${cell}T00:00:00Z`) / DAY;
  if (kind === 'timestamp') return BigInt(Date.parse(`${cell}Z`));
  return cell;
}
const DAY = 86_400_000;

/** A decimal comes as a number; with at most 15 digits its rounding gives the digits back. */
export function fromParquet(value: unknown, { kind, scale = 0 }: Column): Cell {
  if (value === null || value === undefined) return null;
  if (kind === 'decimal') return (value as number).toFixed(scale);
  if (kind === 'date') return (value as Date).toISOString().slice(0, 10);
  if (kind === 'timestamp') return (value as Date).toISOString().replace(/(\.000)?Z$/, '');
  return String(value);
}

/** What a column of the file is, read back from its schema. */
export function columnOf({ name, type, converted_type: as, scale }: SchemaElement): Column {
  if (as === 'DECIMAL') return { name, kind: 'decimal', scale: scale ?? 0 };
  if (as === 'DATE') return { name, kind: 'date' };
  if (as === 'TIMESTAMP_MILLIS') return { name, kind: 'timestamp' };
  if (type === 'BOOLEAN') return { name, kind: 'boolean' };
  return { name, kind: type === 'INT64' ? 'integer' : 'text' };
}
