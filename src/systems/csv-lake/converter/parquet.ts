// A table as a Parquet file on disk, and the rows of such a file. What goes into PostgreSQL is read from the Parquet file, so
// the two can't differ.

import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { columnOf, fromParquet, schemaOf, toParquet } from './parquet-schema.ts';
import type { Row, Rows } from './rows.ts';

/** Rows of one group, and letters of its cells: what is in memory at once. */
const GROUP = { rows: 50_000, letters: 16 * 1024 * 1024 };

/** @param path of the file, which is made or replaced */
export async function writeParquet(path: string, { columns, batches }: Rows): Promise<void> {
  const writer = new ParquetWriter({ writer: fileWriter(path), schema: schemaOf(columns) });
  for await (const rows of grouped(batches())) {
    const columnData = columns.map(({ name, kind }, index) => ({
      name,
      data: rows.map((row) => toParquet(row[index] ?? null, kind)),
    }));
    await writer.write({ columnData, rowGroupSize: rows.length });
  }
  await writer.finish();
}

async function* grouped(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<Row[]> {
  let group: Row[] = [];
  let letters = 0;
  for await (const batch of batches)
    for (const row of batch) {
      group.push(row);
      for (const cell of row) letters += cell?.length ?? 0;
      if (group.length < GROUP.rows && letters < GROUP.letters) continue;
      yield group;
      group = [];
      letters = 0;
    }
  if (group.length) yield group;
}

/** @param path of a file that {@link writeParquet} wrote */
export async function readParquet(path: string): Promise<Rows> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const columns = metadata.schema.slice(1).map(columnOf);
  return {
    columns,
    async *batches() {
      let rowStart = 0;
      for (const { num_rows } of metadata.row_groups) {
        const rowEnd = rowStart + Number(num_rows);
        const objects = await parquetReadObjects({ file, metadata, rowStart, rowEnd });
        yield objects.map((object) => columns.map((column) => fromParquet(object[column.name], column)));
        rowStart = rowEnd;
      }
    },
  };
}
