// Rows into a table by COPY, PostgreSQL's fastest way: a stream of lines, so that no file is in memory at once.
// The text format has tabs between cells and `\N` for an empty one (PostgreSQL documentation, COPY, "Text Format").

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Cell, Rows } from '../rows.ts';
import { quoted, tableOf } from './identifier.ts';

/** @returns how many rows were copied */
export async function copyRows(client: Client, dataset: string, file: string, rows: Rows): Promise<number> {
  let count = 0;
  async function* lines() {
    for await (const batch of rows.batches()) {
      const text = batch.map((row, at) => [field(file), count + at + 1, ...row.map(field)].join('\t'));
      count += batch.length;
      if (text.length) yield `${text.join('\n')}\n`;
    }
  }
  const columns = ['_file', '_line', ...rows.columns.map(({ name }) => name)].map(quoted);
  const into = client.query(copyFrom(`COPY ${tableOf(dataset)} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(lines()), into);
  return count;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const field = (cell: Cell): string =>
  cell === null ? '\\N' : cell.replace(/[\\\t\n\r]/g, (sign) => String(ESCAPES[sign]));
