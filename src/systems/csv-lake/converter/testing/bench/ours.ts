// For the benchmark: a CSV file becomes a Parquet file, as in the function. Prints seconds and the most memory.

import { readFileSync } from 'node:fs';
import { decode } from '../../decode.ts';
import { writeParquet } from '../../parquet.ts';
import { readTable } from '../../table.ts';
import { measured } from './measured.ts';

const [csv = '', parquet = ''] = process.argv.slice(2);

void measured(async () => {
  const { text } = decode(readFileSync(csv));
  await writeParquet(parquet, readTable(text));
});
