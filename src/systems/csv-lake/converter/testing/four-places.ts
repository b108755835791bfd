// What is in each of the four places, read without the code that put it there: Parquet by DuckDB, JSON by JSON.parse, rows
// and sums of PostgreSQL by its own SQL, items by the AWS SDK. Cells are in canonical text.

import type { TestDatabase } from '../postgres/testing/database.ts';
import type { Cell, Column, Row } from '../rows.ts';

/** What a column is called in each place. */
export const DUCKDB_TYPES = {
  ...{ boolean: 'BOOLEAN', integer: 'BIGINT', date: 'DATE', timestamp: 'TIMESTAMP', text: 'VARCHAR' },
  decimal: 'DECIMAL(18,',
} as const;
export const POSTGRES_TYPES = {
  ...{ boolean: 'boolean', integer: 'bigint', date: 'date', text: 'text', decimal: 'numeric' },
  timestamp: 'timestamp without time zone',
} as const;

/** Numbers keep every digit: they become texts before they are parsed. */
export function rowsOfJson(lines: string, columns: readonly Column[]): Row[] {
  const kept = lines.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  return kept
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const object = JSON.parse(line);
      return columns.map(({ name }) => (object[name] === null ? null : String(object[name])));
    });
}

/** @param table "lake.x" */
export async function inPostgres({ rows }: Pick<TestDatabase, 'rows'>, table: string, columns: readonly Column[]) {
  const types = await rows(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND attname NOT LIKE '\\_%'`,
    [table],
  );
  const text = columns.map(({ name, kind }) =>
    kind === 'timestamp'
      ? `regexp_replace(to_char("${name}", 'YYYY-MM-DD"T"HH24:MI:SS.MS'), '[.]000$', '') AS "${name}"`
      : `"${name}"::text`,
  );
  const found = await rows(`SELECT ${text.join(', ')} FROM ${table} ORDER BY _line`);
  const numbers = numbersOf(columns).map(({ name }) => `sum("${name}")::text AS "${name}"`);
  const [sums = {}] = numbers.length ? await rows(`SELECT ${numbers.join(', ')} FROM ${table}`) : [];
  return {
    types: Object.fromEntries(types.map(({ name, type }) => [name, type])),
    rows: found.map((row) => columns.map(({ name }) => row[name] as Cell)),
    sums: Object.values(sums),
  };
}

/** A file's rows in DynamoDB; an empty cell is no attribute, and a number has no zeros at its end. */
export const asItem = (row: Row, columns: readonly Column[]): Record<string, unknown> =>
  Object.fromEntries(
    columns.flatMap(({ name, kind }, at) => {
      const cell = row[at] ?? null;
      if (cell === null) return [];
      const plain = kind === 'decimal' ? cell.replace(/\.?0+$/, '') : cell;
      return [[['pk', 'sk'].includes(name) ? `${name}_` : name, kind === 'boolean' ? cell === 'true' : plain]];
    }),
  );

export const numbersOf = (columns: readonly Column[]) =>
  columns.filter(({ kind }) => kind === 'integer' || kind === 'decimal');

/** In whole numbers, so that nothing is rounded. */
export function sumOf(cells: readonly Cell[], scale = 0): string {
  const sum = cells.reduce((total, cell) => total + BigInt(cell?.replace('.', '') ?? 0), 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, '0');
  const text = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  return sum < 0n ? `-${text}` : text;
}
