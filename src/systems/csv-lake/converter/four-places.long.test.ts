// One truth in four places: whatever CSV file comes, its rows, the types of its columns and the sums of its numbers are the
// same in Parquet (read by another library), in JSON, in PostgreSQL and in DynamoDB, and they are those of the file.

import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { amount, LONG } from '../../../testing/long.ts';
import { pageKey } from '../record.ts';
import { placesOf } from './names.ts';
import { type CsvFile, csvFiles } from './testing/csv-files.ts';
import { openDuckDb } from './testing/duckdb/duckdb.ts';
import {
  asItem,
  DUCKDB_TYPES,
  inPostgres,
  numbersOf,
  POSTGRES_TYPES,
  rowsOfJson,
  sumOf,
} from './testing/four-places.ts';
import { openWorkplace } from './testing/workplace.ts';

const FILES = Number(process.env.LAKE_FILES ?? amount(25, 2_500, 10_000));
/** Files that are converted at the same time. */
const TOGETHER = 5;

const work = await openWorkplace();
const duckdb = await openDuckDb();
afterAll(() => duckdb.close());

async function itemsOf(key: string, sequencer: string) {
  const items: Record<string, unknown>[] = [];
  const pages = paginateQuery(
    { client: work.cloud.dynamodb },
    {
      TableName: work.table,
      KeyConditionExpression: 'pk = :page',
      ExpressionAttributeValues: { ':page': { S: pageKey(key, sequencer, 1) } },
    },
  );
  for await (const { Items = [] } of pages)
    items.push(...Items.map((item) => unmarshall(item, { wrapNumbers: (text) => text })));
  return items.map(({ pk: _, sk: __, ...item }) => item);
}

let count = 0;

async function isOneTruth({ content, columns, rows }: CsvFile): Promise<void> {
  count += 1;
  if (count % 500 === 0) console.log(`${count} files`);
  const dataset = `truth_${count}`;
  const key = `in/${dataset}/a.csv`;
  const path = join(tmpdir(), `${work.mark}-${count}.parquet`);
  const event = await work.put(key, content);
  await work.convert(event);

  const { parquet = '', json = '' } = placesOf(key) ?? {};
  const [parquetFile, jsonFile] = await Promise.all([work.object(parquet), work.object(json)]);
  writeFileSync(path, parquetFile ?? '');
  const numbers = numbersOf(columns);
  const [inParquet, parquetSums, database, items] = await Promise.all([
    duckdb.read(path),
    duckdb.sums(
      path,
      numbers.map(({ name }) => name),
    ),
    inPostgres(work, `lake.${dataset}`, columns),
    itemsOf(key, event.Records[0].s3.object.sequencer.padEnd(40, '0')),
  ]);
  rmSync(path);
  await work.rows(`DROP TABLE lake.${dataset}`);

  const typed = (types: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      columns.map(({ name, kind, scale }) => [name, kind === 'decimal' ? `${types[kind]}${scale})` : types[kind]]),
    );
  expect(inParquet).toEqual({ types: typed(DUCKDB_TYPES), rows });
  expect(rowsOfJson(String(jsonFile), columns)).toEqual(rows);
  expect(database.types).toEqual(Object.fromEntries(columns.map(({ name, kind }) => [name, POSTGRES_TYPES[kind]])));
  expect(database.rows).toEqual(rows);
  expect(items).toEqual(rows.map((row) => asItem(row, columns)));
  const sums = numbers.map((column) =>
    sumOf(
      rows.map((row) => row[columns.indexOf(column)] ?? null),
      column.scale,
    ),
  );
  expect(parquetSums).toEqual(sums);
  expect(database.sums).toEqual(sums);
}

test(
  `${FILES} random CSV files: rows, types and sums are equal in four places`,
  async () => {
    const some = fc.array(csvFiles, { minLength: TOGETHER, maxLength: TOGETHER });
    await fc.assert(
      fc.asyncProperty(some, async (files) => {
        const ended = await Promise.allSettled(files.map(isOneTruth));
        for (const one of ended) if (one.status === 'rejected') throw one.reason;
      }),
      { numRuns: FILES / TOGETHER, endOnFailure: LONG },
    );
    expect(count).toBeGreaterThanOrEqual(FILES);
  },
  LONG ? 7_200_000 : 120_000,
);
