// The rows of one upload as requests to DynamoDB, 25 at a time: to put them, and to delete them again.

import type { AttributeValue, WriteRequest } from '@aws-sdk/client-dynamodb';
import { pageKey } from '../record.ts';
import type { Cell, Column, Kind, Row, Rows } from './rows.ts';

/** DynamoDB takes 25 requests at once. */
const AT_ONCE = 25;

/** @param most rows: the first ones */
export async function* puts(key: string, sequencer: string, { columns, batches }: Rows, most: number) {
  const names = columns.map(({ name }) => (name === 'pk' || name === 'sk' ? `${name}_` : name));
  let some: WriteRequest[] = [];
  let line = 0;
  for await (const batch of batches())
    for (const row of batch) {
      if (line === most) break;
      line += 1;
      some.push({ PutRequest: { Item: itemOf(pageKey(key, sequencer, line), line, row, columns, names) } });
      if (some.length < AT_ONCE) continue;
      yield some;
      some = [];
    }
  if (some.length) yield some;
}

/** @param first,last lines */
export async function* deletions(key: string, sequencer: string, first: number, last: number) {
  for (let from = first; from <= last; from += AT_ONCE)
    yield Array.from({ length: Math.min(AT_ONCE, last - from + 1) }, (_, index): WriteRequest => {
      const line = from + index;
      return { DeleteRequest: { Key: { pk: { S: pageKey(key, sequencer, line) }, sk: { N: String(line) } } } };
    });
}

function itemOf(pk: string, line: number, row: Row, columns: readonly Column[], names: readonly string[]) {
  const item: Record<string, AttributeValue> = { pk: { S: pk }, sk: { N: String(line) } };
  for (const [index, { kind }] of columns.entries()) {
    const cell = row[index] ?? null;
    if (cell !== null) item[names[index] as string] = VALUES[kind](cell);
  }
  return item;
}

type Value = (cell: NonNullable<Cell>) => AttributeValue;
const text: Value = (cell) => ({ S: cell });
/** DynamoDB takes numbers as text, with up to 38 digits. */
const number: Value = (cell) => ({ N: cell });
const VALUES: Readonly<Record<Kind, Value>> = {
  boolean: (cell) => ({ BOOL: cell === 'true' }),
  ...{ integer: number, decimal: number },
  ...{ date: text, timestamp: text, text },
};
