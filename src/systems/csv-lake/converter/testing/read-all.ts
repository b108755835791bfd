// For tests: a table of a few rows, all of it.

import { decode } from '../decode.ts';
import type { Row, Rows } from '../rows.ts';
import { readTable } from '../table.ts';

export async function allOf(table: Rows): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return rows;
}

/** "valor: decimal 2" of each column, and the rows. */
export async function converted(content: string | Uint8Array) {
  const { text, encoding } = decode(Buffer.from(content));
  const table = readTable(text);
  const columns = table.columns.map(({ name, kind, scale }) => `${name}: ${[kind, scale].filter(Boolean).join(' ')}`);
  return { columns, rows: await allOf(table), encoding, ragged: table.ragged, table };
}
