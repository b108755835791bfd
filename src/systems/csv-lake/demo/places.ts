// The rows of one file in each of the four places: how many, and the sum of the column "valor".

import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Owned } from '../../../aws/clients.ts';
import { Problem } from '../../../engine/problems.ts';
import type { QueryAnswer, QueryRefusal } from '../../../runtime/query-answer.ts';
import { askFunction } from '../ask-function.ts';
import { readParquet } from '../converter/parquet.ts';
import { rowsOf } from '../files.ts';
import type { PartNames } from '../names.ts';
import type { FileRecord } from '../record.ts';

export interface Counted {
  readonly place: string;
  readonly rows: number;
  readonly cents: number;
}

const SUMMED = 'valor';

/** "1234.50" -> 123450 */
const centsOf = (text: string): number => {
  const [whole = '', fraction = ''] = text.split('.');
  return Number(`${whole}${fraction.padEnd(2, '0')}`);
};
const counted = (place: string, cells: readonly string[]): Counted => ({
  ...{ place, rows: cells.length },
  cents: cells.reduce((sum, cell) => sum + centsOf(cell), 0),
});

export const everywhere = (cloud: Owned, names: PartNames, record: FileRecord): Promise<Counted[]> =>
  Promise.all([
    inParquet(cloud, names, record),
    inJson(cloud, names, record),
    inDatabase(cloud, names, record),
    inItems(cloud, names, record),
  ]);

async function content({ s3 }: Owned, Bucket: string, Key: string | undefined): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

async function inParquet(cloud: Owned, { bucket }: PartNames, { parquet }: FileRecord): Promise<Counted> {
  const path = join(tmpdir(), `demo-${randomBytes(6).toString('hex')}.parquet`);
  try {
    await writeFile(path, await content(cloud, bucket, parquet));
    const { columns, batches } = await readParquet(path);
    const index = columns.findIndex(({ name }) => name === SUMMED);
    const cells: string[] = [];
    for await (const batch of batches()) cells.push(...batch.map((row) => row[index] ?? '0'));
    return counted('Parquet', cells);
  } finally {
    await rm(path, { force: true });
  }
}

async function inJson(cloud: Owned, { bucket }: PartNames, { json }: FileRecord): Promise<Counted> {
  const lines = (await content(cloud, bucket, json)).toString().trimEnd().split('\n');
  return counted(
    'JSON',
    lines.map((line) => /"valor":(-?[\d.]+)/.exec(line)?.[1] ?? '0'),
  );
}

async function inDatabase(cloud: Owned, { converter }: PartNames, { dataset, key }: FileRecord): Promise<Counted> {
  const sql = `select count(*), sum(${SUMMED}) from lake.${dataset} where _file = '${key.replaceAll("'", "''")}'`;
  const answer = await askFunction<QueryAnswer | QueryRefusal>(cloud, converter, { action: 'query', sql, limit: 1 });
  if ('refused' in answer)
    throw new Problem({
      en: `PostgreSQL refuses to count the rows of ${key}: ${answer.refused}.`,
      pt: `O PostgreSQL se recusa a contar as linhas de ${key}: ${answer.refused}.`,
    });
  const [rows = '0', sum = '0'] = answer.rows[0] ?? [];
  return { place: 'PostgreSQL', rows: Number(rows), cents: centsOf(sum ?? '0') };
}

async function inItems(cloud: Owned, { table }: PartNames, record: FileRecord): Promise<Counted> {
  const items = await rowsOf(cloud, table, record);
  return counted(
    'DynamoDB',
    items.map((item) => String(item[SUMMED] ?? '0')),
  );
}
