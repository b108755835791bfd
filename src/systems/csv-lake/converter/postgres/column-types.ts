// Kinds of columns as types of PostgreSQL, and which type holds what two files have in one column.
// A type is only ever widened: the rows of other files stay as they are.

import type { Kind } from '../rows.ts';

export type ColumnType = 'boolean' | 'bigint' | 'numeric' | 'date' | 'timestamp without time zone' | 'text';

export const TYPES: Readonly<Record<Kind, ColumnType>> = {
  boolean: 'boolean',
  integer: 'bigint',
  decimal: 'numeric',
  date: 'date',
  timestamp: 'timestamp without time zone',
  text: 'text',
};

/** Pairs of types that a third one holds without loss. Everything else becomes text. */
const WIDER: readonly (readonly [ColumnType, ColumnType])[] = [
  ['bigint', 'numeric'],
  ['date', 'timestamp without time zone'],
];

/** The type that holds both; the same for both orders. */
export function wider(one: ColumnType, other: ColumnType): ColumnType {
  if (one === other) return one;
  return WIDER.find((pair) => pair.includes(one) && pair.includes(other))?.[1] ?? 'text';
}

/**
 * How PostgreSQL converts the values of a column, as an expression.
 * @param column quoted
 */
export function converted(column: string, from: ColumnType, to: ColumnType): string {
  if (to !== 'text') return `${column}::${to}`;
  if (from === 'date') return `to_char(${column}, 'YYYY-MM-DD')`;
  if (from !== 'timestamp without time zone') return `${column}::text`;
  // As in the file's canonical text: a "T", and milliseconds where there are some.
  const text = (seconds: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:${seconds}')`;
  return `CASE WHEN date_trunc('second', ${column}) = ${column} THEN ${text('SS')} ELSE ${text('SS.MS')} END`;
}
