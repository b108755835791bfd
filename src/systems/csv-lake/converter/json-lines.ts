// A table as JSON lines: one object a row. Numbers are written as they are, digit by digit.

import type { Cell, Kind, Rows } from './rows.ts';

/** Pieces of the text, in UTF-8. */
export async function* jsonLines({ columns, batches }: Rows): AsyncGenerator<Buffer> {
  const names = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  for await (const batch of batches()) {
    let text = '';
    for (const row of batch) {
      const fields = columns.map(({ kind }, index) => names[index] + value(row[index] ?? null, kind));
      text += `{${fields.join(',')}}\n`;
    }
    yield Buffer.from(text);
  }
}

const PLAIN: readonly Kind[] = ['boolean', 'integer', 'decimal'];

const value = (cell: Cell, kind: Kind): string =>
  cell === null ? 'null' : PLAIN.includes(kind) ? cell : JSON.stringify(cell);
