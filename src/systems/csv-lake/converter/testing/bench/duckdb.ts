// For the benchmark: the same by DuckDB, with the options that it needs for a Brazilian file. It looks at every row for the
// types, as the converter does. Prints seconds and the most memory.

import { createRequire } from 'node:module';
import { measured } from './measured.ts';

const [installed = '', csv = '', parquet = ''] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(installed)('@duckdb/node-api');

void measured(async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT * FROM read_csv('${csv}', delim = ';', decimal_separator = ',', thousands = '.',
    dateformat = '%d/%m/%Y', sample_size = -1)) TO '${parquet}' (FORMAT parquet)`);
});
